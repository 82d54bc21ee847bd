"""Running servers side by side, asked in turns: CPU of the server's own processes per request, and requests a second."""

import http.client
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

ROUNDS = 7
WEB = [
    "--workers",
    "1",
    "--threads",
    "4",
    "--log-level",
    "warning",
    "--no-control-socket",
    "--keep-alive",
    "900",
]


class Speed(NamedTuple):
    cpu: float  # milliseconds of the server's processes per request
    rate: float  # requests a second, one client


class Served:
    """gunicorn with one worker and four threads, until closed."""

    def __init__(
        self, python: Path | str, application: str, port: int, environment: dict, folder: Path | str
    ):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        command = [str(python), "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", *WEB]
        self.process = subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.DEVNULL)
        self._wait()

    def _wait(self) -> None:
        for _ in range(600):
            with suppress(OSError, http.client.HTTPException):
                self.get("/")
                return
            self.connection.close()
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"{self.process.args} does not answer")

    def get(self, address: str, cookie: str = "") -> bytes:
        headers = {"Accept-Encoding": "identity"} | ({"Cookie": cookie} if cookie else {})
        self.connection.request("GET", address, headers=headers)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{address}: {answer.status}")
        return body

    def cpu(self) -> int:
        """Nanoseconds that all threads of the server and its worker have run."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        threads = [
            thread
            for pid in (str(self.process.pid), *children)
            for thread in Path(f"/proc/{pid}/task").iterdir()
        ]
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads)

    def close(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.wait(20)


class Asked(NamedTuple):
    server: Served
    address: str
    cookie: str = ""

    def look(self) -> None:
        self.server.get(self.address, self.cookie)


def speeds(pages: Mapping[str, Asked], seconds: float = 0.4) -> dict[str, Speed]:
    """The best of interleaved batches, each of about so many seconds."""
    calls, best = {}, {}
    for name, asked in pages.items():
        for _ in range(20):
            asked.look()
        start = time.monotonic()
        for _ in range(10):
            asked.look()
        calls[name] = max(10, int(seconds / (time.monotonic() - start) * 10))
        best[name] = Speed(float("inf"), 0)
    for _ in range(ROUNDS):
        for name, asked in pages.items():
            best[name] = _better(best[name], _batch(asked, calls[name]))
    return best


def _better(one: Speed, other: Speed) -> Speed:
    return Speed(min(one.cpu, other.cpu), max(one.rate, other.rate))


def _batch(asked: Asked, calls: int) -> Speed:
    cpu, start = asked.server.cpu(), time.monotonic()
    for _ in range(calls):
        asked.look()
    took = time.monotonic() - start
    return Speed((asked.server.cpu() - cpu) / calls / 1e6, calls / took)
