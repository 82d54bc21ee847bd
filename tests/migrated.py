"""A database with every migration run, kept as a template: each test run copies it instead of migrating."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql

CHECKOUT = Path(__file__).resolve().parent.parent
OURS = ("portal", "cms", "membership", "outreach", "hotline")


def _fingerprint() -> str:
    """Changes with any migration of ours and with any locked version of theirs."""
    files = sorted(path for package in OURS for path in (CHECKOUT / package / "migrations").glob("*.py"))
    said = sha256()
    for path in [*files, CHECKOUT / "requirements.lock"]:
        said.update(path.read_bytes())
    return said.hexdigest()[:12]


def server(name: str = "postgres") -> psycopg.Connection:
    """A connection to one database of the tests' server, outside any transaction."""
    url = os.environ["DATABASE_URL"]
    rest = url.partition("://")[2]
    host = rest.rpartition("/")[0]
    return psycopg.connect(f"postgres://{host}/{name}", autocommit=True)


def make(name: str, template: str) -> None:
    """A new database that starts as a copy of another."""
    with server() as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        command = "CREATE DATABASE {} TEMPLATE {}"
        admin.execute(sql.SQL(command).format(sql.Identifier(name), sql.Identifier(template)))


def address(name: str) -> str:
    return os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + name


def template() -> str:
    """The template's name; made now if nobody made it for this state of the code."""
    name = f"linlitest_{_fingerprint()}"
    _forget_all_but(name)
    return built(name, "template0", ["migrate"])


def _forget_all_but(name: str) -> None:
    with server() as admin:
        rows = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE 'linlitest\\_%'").fetchall()
        for (old,) in rows:
            if not old.startswith(name):
                admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old)))


def built(name: str, start: str, *commands: list[str], **environment: str) -> str:
    """The database `name`: a copy of `start` after these commands of manage.py, made once."""
    with server() as admin:
        admin.execute("SELECT pg_advisory_lock(7110031)")  # one test process at a time builds
        if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        building = f"{name}_building"
        make(building, start)
        settings = {
            **os.environ,
            **environment,
            "DATABASE_URL": address(building),
            "TEST_DATABASE_TEMPLATE": "",
        }
        for command in commands:
            subprocess.run(
                [sys.executable, CHECKOUT / "manage.py", *command, "-v0"],
                env=settings,
                cwd=CHECKOUT,
                check=True,
            )
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        admin.execute(rename.format(sql.Identifier(building), sql.Identifier(name)))
    return name
