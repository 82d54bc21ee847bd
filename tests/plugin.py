"""Loaded by `-p tests.plugin` before Django's settings are read: real servers, throwaway data."""

import atexit
import fcntl
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from portal import private_servers, translations
from tests import migrated

SETTINGS = {
    "SECRET_KEY": "only-for-tests-" + "x" * 50,
    "FIELD_KEYS": "t2:second-test-key,t1:first-test-key",
    "PUBLIC_URL": "https://linli.test",
    "ALLOWED_HOSTS": "testserver,linli.test,127.0.0.1,localhost",
    "SSL_REDIRECT": "no",
    "DEBUG": "no",
    "PAGE_CACHE_BYTES": "0",  # tests write rows as no editor does; test_page_cache.py switches it on
    "DJANGO_ALLOW_ASYNC_UNSAFE": "yes",  # Playwright runs a loop in the test's own thread
}


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        _own_redis_number(worker)
    if not os.environ.get("LINLI_TEST_SERVERS"):  # an xdist worker uses what the controller started
        translations.compile_stale()
        start_servers()


def start_servers() -> None:
    """PostgreSQL and Redis until this process ends, and the environment that names them."""
    os.environ.update(SETTINGS)
    os.environ["LINLI_TEST_SERVERS"] = "started"
    running = ExitStack()
    atexit.register(running.close)
    lasting = private_servers.state() / "tests"
    os.environ["LINLI_TESTS_KEPT"] = str(lasting)
    home = _throwaway(running, lasting)
    os.environ["LINLI_STATE"] = str(home / "state")
    (home / "state" / "staticfiles").mkdir(parents=True)
    if not os.environ.get("DATABASE_URL"):
        _start_postgres(running, lasting, home)
    if not os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = running.enter_context(private_servers.redis())
    os.environ["TEST_DATABASE_TEMPLATE"] = migrated.template()


def _own_redis_number(worker: str) -> None:
    """What one worker counts in the cache is not the other's."""
    base, _slash, number = os.environ["REDIS_URL"].rpartition("/")
    os.environ["REDIS_URL"] = f"{base}/{int(number or 0) + 1 + int(worker.removeprefix('gw'))}"


def _throwaway(running: ExitStack, lasting: Path) -> Path:
    """A folder for this run, where PostgreSQL's account may enter."""
    temporary = Path(tempfile.gettempdir())
    reachable = private_servers.may_enter(temporary, private_servers.account())
    if not reachable:
        lasting.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="linli-tests-", dir=temporary if reachable else lasting))
    home.chmod(0o755)
    running.callback(shutil.rmtree, home, ignore_errors=True)
    return home


def _start_postgres(running: ExitStack, lasting: Path, home: Path) -> None:
    """The cluster kept between runs, with its migrated template; a second run at once gets its own."""
    lasting.mkdir(parents=True, exist_ok=True)
    lock = running.enter_context((lasting / "lock").open("w"))
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        where = lasting / "postgres"
    except BlockingIOError:
        where = home / "postgres"
    server = private_servers.Postgres(where, options=private_servers.QUICK)
    server.stop()  # one that a killed run left behind
    server.start()
    running.callback(server.stop)
    os.environ.update(server.environment)
