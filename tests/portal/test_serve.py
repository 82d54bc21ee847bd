"""`make run`: one foreground command that starts everything, says where, and ends cleanly."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest
import requests

from portal import private_servers
from tests import migrated
from tests.house import demo_database


@pytest.fixture
def serve(tmp_path):
    """Starts `manage.py serve` on the demo county; whatever is left of it at the end is killed."""
    name, port, running = f"linlihouse_serve_{os.getpid()}", private_servers.free_port(), []
    migrated.make(name, demo_database())
    environment = {
        **os.environ, "DATABASE_URL": migrated.address(name), "LINLI_PRIVATE": "1", "LINLI_DEMO": "1",
        "LINLI_STATE": str(tmp_path), "REDIS_URL": "", "PUBLIC_URL": "",
    }  # fmt: skip

    def start() -> subprocess.Popen:
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        with open(tmp_path / f"said{len(running)}", "wb") as said:
            running.append(
                subprocess.Popen(
                    command,
                    cwd=migrated.CHECKOUT,
                    env=environment,
                    stdout=said,
                    stderr=said,
                    start_new_session=True,
                )
            )
        return running[-1]

    start.address = f"http://127.0.0.1:{port}"
    start.said = lambda number: (tmp_path / f"said{number}").read_text()
    yield start
    for one in running:
        with suppress(ProcessLookupError):
            os.killpg(one.pid, signal.SIGKILL)
        one.wait()
    with migrated.server() as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def wait(happened, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return True
        time.sleep(0.1)
    return False


def answers(address: str) -> bool:
    with suppress(requests.RequestException):
        return requests.get(f"{address}/healthz", timeout=2).ok
    return False


def test_it_says_where_to_look_refuses_a_busy_port_and_survives_being_killed(serve):
    first = serve()
    assert wait(lambda: answers(serve.address)), serve.said(0)
    assert wait(lambda: "liuhe-wenshu" in serve.said(0))
    assert serve.address in serve.said(0)

    assert serve().wait(30) == 1
    assert "is busy" in serve.said(1)

    first.kill()  # as the power does: no chance to tidy up
    assert wait(lambda: not answers(serve.address)), "its children ended with it"

    third = serve()
    assert wait(lambda: answers(serve.address)), serve.said(2)
    os.killpg(third.pid, signal.SIGINT)  # Ctrl-C reaches the whole group
    assert third.wait(20) == 0
    assert serve.said(2).rstrip().endswith("Stopped.")
    assert not answers(serve.address)
