"""One file that holds the database and the uploaded files, and the way back.

The keys (SECRET_KEY, FIELD_KEYS) are never in it: a stolen archive opens no sealed field. Restoring
is all or nothing: the database in one transaction, the files by renames that are undone if it fails.
"""

import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from portal import private_servers

FORMAT = 1
WORK = ".restoring-"  # the folder in which a restore works, inside the uploads


class CannotRestore(ValueError):
    """The archive does not fit here; the text says why and what to do."""


def _program(name: str) -> str:
    """PostgreSQL's own tool, not older than the server."""
    server = connection.cursor().connection.info.server_version // 10_000
    for path in filter(None, [shutil.which(name), *_beside_the_server(name)]):
        if private_servers.version(path) >= server:
            return path
    raise CannotRestore(f"{name} {server} or newer is needed: apt-get install postgresql-client-{server}")


def _beside_the_server(name: str) -> list[str]:
    try:
        return [str(private_servers.programs() / name)]
    except private_servers.Missing:
        return []


def _run(program: str, *arguments: str) -> None:
    """Its password goes by the environment, never by the command line."""
    [_psql, *where], secret = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    connection.close()
    said = subprocess.run(
        [_program(program), *where, *arguments],
        env={**os.environ, **(secret or {})},
        capture_output=True,
        text=True,
    )
    if said.returncode:
        raise CannotRestore(f"{program}: {said.stderr.strip()[-400:]}")


def manifest() -> dict:
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return {"format": FORMAT, "made_at": datetime.now(UTC).isoformat(), "migrations": applied}


def pack(target: Path) -> None:
    """Write the archive; what stood there is replaced only once the new one is whole."""
    with tempfile.TemporaryDirectory(dir=target.parent) as work:
        folder = Path(work)
        (folder / "manifest.json").write_text(json.dumps(manifest()))
        _run(
            "pg_dump",
            "--format=plain",
            "--no-owner",
            "--no-privileges",
            "--file",
            str(folder / "database.sql"),
        )
        unfinished = folder / "archive"
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(folder / "manifest.json", "manifest.json")
            archive.write(folder / "database.sql", "database.sql")
            for file in filter(Path.is_file, Path(settings.MEDIA_ROOT).rglob("[!.]*")):
                archive.write(file, f"media/{file.relative_to(settings.MEDIA_ROOT)}")
        unfinished.chmod(0o600)
        unfinished.replace(target)


def unpack(source: Path, *, replace: bool = False) -> dict:
    """Make this house what the archive says; returns its manifest.

    The files are put in place first, by renames inside their folder (which may be a mount); if the
    database then refuses, they go back.
    """
    media = Path(settings.MEDIA_ROOT)
    media.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=media, prefix=WORK) as work:
        folder = Path(work)
        said = _open(source, folder)
        _refuse_what_does_not_fit(said, replace)
        (folder / "empty.sql").write_text("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
        for name in ("media", "before"):
            (folder / name).mkdir(exist_ok=True)
        _move(media, folder / "before")
        _move(folder / "media", media)
        try:
            _run(
                "psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1",
                "--output=/dev/null", "--file", str(folder / "empty.sql"), "--file", str(folder / "database.sql"),
            )  # fmt: skip
        except BaseException:
            _move(media, folder / "media")
            _move(folder / "before", media)
            raise
    return said


def _move(start: Path, end: Path) -> None:
    for one in start.iterdir():
        if not one.name.startswith(WORK):
            one.rename(end / one.name)


def _open(source: Path, folder: Path) -> dict:
    try:
        with zipfile.ZipFile(source) as archive:
            archive.extractall(folder)
        return json.loads((folder / "manifest.json").read_text())
    except (OSError, zipfile.BadZipFile, ValueError, EOFError):
        raise CannotRestore(
            f"{source} is not a whole archive of manage.py backup. Take another copy."
        ) from None


def _refuse_what_does_not_fit(said: dict, replace: bool) -> None:
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    newer = [f"{app}.{name}" for app, name in said["migrations"] if (app, name) not in known]
    if said.get("format") != FORMAT or newer:
        raise CannotRestore(f"The archive was made by a newer Linli ({', '.join(newer[:3])}). Update first.")
    if connection.introspection.table_names() and not replace:
        raise CannotRestore("This database is not empty. Say --replace to lose what is in it.")
