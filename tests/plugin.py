"""Loaded by `-p tests.plugin` before Django's settings are read: real servers, throwaway data."""

import atexit
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from portal import private_servers

SETTINGS = {
    "SECRET_KEY": "only-for-tests-" + "x" * 50,
    "FIELD_KEYS": "t2:second-test-key,t1:first-test-key",
    "PUBLIC_URL": "https://linli.test",
    "ALLOWED_HOSTS": "testserver,linli.test,127.0.0.1,localhost",
    "SSL_REDIRECT": "no",
    "DEBUG": "no",
}


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    if os.environ.get("LINLI_TEST_SERVERS"):
        return  # an xdist worker uses what the controller started
    os.environ.update(SETTINGS)
    os.environ["LINLI_TEST_SERVERS"] = "started"
    running = ExitStack()
    atexit.register(running.close)
    home = Path(tempfile.mkdtemp(prefix="linli-tests-"))
    home.chmod(0o755)
    running.callback(shutil.rmtree, home, ignore_errors=True)
    os.environ["LINLI_STATE"] = str(home / "state")
    (home / "state" / "staticfiles").mkdir(parents=True)
    if not os.environ.get("DATABASE_URL"):
        server = private_servers.Postgres(home / "postgres", options=private_servers.QUICK)
        server.start()
        running.callback(server.stop)
        os.environ.update(server.environment)
    if not os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = running.enter_context(private_servers.redis())
