"""The house as it runs for people: its own web and worker processes on its own database, over loopback."""

import itertools
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

import psycopg
import requests

from portal import private_servers
from tests import migrated
from tests.stand_in_twilio import stand_in

ACCOUNT, TOKEN, FROM = "AC" + "0" * 32, "the-token-of-the-tests", "+15005550006"
_numbers = itertools.count(1)


class House:
    """One running installation. `twilio` is the stand-in that receives what it sends."""

    def __init__(self, name: str, port: int, twilio):
        self.name, self.port, self.twilio = name, port, twilio
        self.address = f"http://127.0.0.1:{port}"
        self.environment = {
            **os.environ, "DATABASE_URL": migrated.address(name), "PUBLIC_URL": self.address,
            "LINLI_PRIVATE": "1", "LINLI_DEMO": "1", "REDIS_URL": "", "ALLOWED_HOSTS": "127.0.0.1",
            "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_FROM": FROM,
            "TWILIO_API_BASE": twilio.address, "HOTLINE_PHONE": "0990-7110029",
            "PAGE_CACHE_BYTES": "16000000",
            "LINLI_STATE": f"{os.environ['LINLI_STATE']}/{name}",
        }  # fmt: skip
        os.makedirs(f"{self.environment['LINLI_STATE']}/staticfiles", exist_ok=True)
        if os.path.isdir(f"{_demo_state()}/media"):
            shutil.copytree(
                f"{_demo_state()}/media", f"{self.environment['LINLI_STATE']}/media", dirs_exist_ok=True
            )
        self.web, self.workers = None, []

    def open(self) -> None:
        web = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{self.port}",
               "--workers", "1", "--threads", "4", "--log-level", "warning", "--no-control-socket"]  # fmt: skip
        self.web = self._start(web)
        self.wait_for(lambda: self._answers(), "the web to answer")

    def _answers(self) -> bool:
        with suppress(requests.RequestException):
            return requests.get(f"{self.address}/healthz", timeout=5).ok
        return False

    def start_worker(self) -> None:
        self.workers.append(self._start([sys.executable, "manage.py", "jobs"]))

    def kill_workers(self) -> None:
        """SIGKILL, wherever they are."""
        while self.workers:
            worker = self.workers.pop()
            worker.send_signal(signal.SIGKILL)
            worker.wait()

    def _start(self, command: list[str]) -> subprocess.Popen:
        with open(self.log_file, "ab") as log:
            return subprocess.Popen(
                command, env=self.environment, cwd=migrated.CHECKOUT, stdout=log, stderr=subprocess.STDOUT
            )

    @property
    def log_file(self) -> str:
        return f"{self.environment['LINLI_STATE']}/log"

    def log(self) -> str:
        """All that web and workers wrote."""
        with open(self.log_file, encoding="utf-8") as log:
            return log.read()

    def close(self) -> None:
        self.kill_workers()
        if self.web:
            self.web.terminate()
            self.web.wait(10)
        print(self.log(), file=sys.stderr)  # noqa: T201  (pytest shows it beside a failure)

    def wait_for(self, happened, what: str, seconds: float = 30):
        """The first true answer of `happened`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if answer := happened():
                return answer
            time.sleep(0.1)
        raise AssertionError(f"waited {seconds} s for {what}")

    def rows(self, query: str, *values) -> list[tuple]:
        with psycopg.connect(migrated.address(self.name)) as connection:
            return connection.execute(query, values).fetchall()


def _demo_state() -> str:
    """Where the demo's pictures lie, as long as its template database."""
    return f"{os.environ['LINLI_TESTS_KEPT']}/demo"


def demo_database() -> str:
    """The name of a template database with the demo county in it."""
    os.makedirs(f"{_demo_state()}/staticfiles", exist_ok=True)
    start = os.environ["TEST_DATABASE_TEMPLATE"]
    return migrated.built(
        f"{start}_demo_with_pictures", start, ["createcachetable"], ["load_demo"],
        LINLI_DEMO="1", LINLI_PRIVATE="1", REDIS_URL="", LINLI_STATE=_demo_state(),
    )  # fmt: skip


@contextmanager
def house(workers: int = 1):
    """A house with the demo county loaded; gone afterwards with all it knew."""
    demo = demo_database()
    name = f"linlihouse_{os.getpid()}_{next(_numbers)}"
    migrated.make(name, demo)
    with stand_in() as twilio:
        one = House(name, private_servers.free_port(), twilio)
        try:
            one.open()
            for _ in range(workers):
                one.start_worker()
            yield one
        finally:
            one.close()
            with migrated.server() as admin:
                admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
