"""Plays Twilio's REST API on loopback: keeps what it was asked to send; can be slow, refuse or drop."""

import json
import threading
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class StandIn(ThreadingHTTPServer):
    """`texts` are the messages accepted; `refuse` a Twilio error code; `drop` closes the line after accepting."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.texts, self.refuse, self.drop, self.lock = [], None, 0, threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def to(self, phone: str) -> list[str]:
        return [text["Body"] for text in self.texts if text["To"] == phone]


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True)
        asked = {key: values[0] for key, values in form.items()}
        if self.server.refuse:
            return self.reply(
                400, {"code": self.server.refuse, "message": "refused", "status": 400, "more_info": ""}
            )
        with self.server.lock:
            self.server.texts.append(asked)
            sid = f"SM{len(self.server.texts):032x}"
            asked["Sid"] = sid
            dropped, self.server.drop = self.server.drop, max(self.server.drop - 1, 0)
        if dropped:
            self.close_connection = True
            self.connection.close()
            return None
        return self.reply(201, message(asked))

    def do_GET(self):
        wanted = parse_qs(urlsplit(self.path).query).get("To", [""])[0]
        found = [message(text) for text in self.server.texts if text["To"] == wanted]
        self.reply(
            200, {"messages": found, "page": 0, "page_size": 50, "next_page_uri": None, "uri": self.path}
        )

    def reply(self, status, data):
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def message(asked):
    now = formatdate(usegmt=True)
    return {
        "sid": asked["Sid"], "to": asked["To"], "from": asked["From"], "body": asked["Body"], "status": "queued",
        "account_sid": "AC" + "0" * 32, "direction": "outbound-api", "num_segments": "1", "num_media": "0",
        "date_created": now, "date_sent": now, "date_updated": now, "error_code": None, "error_message": None,
        "api_version": "2010-04-01", "price": None, "price_unit": "USD", "uri": "", "subresource_uris": {},
        "messaging_service_sid": None,
    }  # fmt: skip


@contextmanager
def stand_in():
    server = StandIn()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
