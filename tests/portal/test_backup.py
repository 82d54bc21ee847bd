"""Backing up and restoring, rehearsed on a real house."""

import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests import migrated
from tests.house import demo_database


@pytest.fixture
def county(tmp_path_factory):
    """The demo county's database and a file somebody uploaded, in a state folder of its own."""
    name = f"linlihouse_backup_{os.getpid()}"
    migrated.make(name, demo_database())
    state = tmp_path_factory.mktemp("state")
    (state / "media").mkdir()
    (state / "media" / "notice.txt").write_text("公示")
    yield County(name, state)
    with migrated.server() as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


class County:
    def __init__(self, name: str, state: Path):
        self.name, self.state = name, state

    def manage(self, *command: str) -> subprocess.CompletedProcess:
        environment = {
            **os.environ, "DATABASE_URL": migrated.address(self.name), "LINLI_STATE": str(self.state),
            "LINLI_PRIVATE": "1", "LINLI_DEMO": "1", "REDIS_URL": "",
        }  # fmt: skip
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            env=environment,
            cwd=migrated.CHECKOUT,
            capture_output=True,
            text=True,
        )

    def rows(self, query: str) -> list[tuple]:
        with migrated.server(self.name) as connection:
            return connection.execute(query).fetchall()


EVERYTHING = "SELECT number, state, reporter, text FROM hotline_case ORDER BY number"


def test_what_was_wrecked_comes_back_whole(county, tmp_path):
    before, archive = county.rows(EVERYTHING), tmp_path / "linli.backup"
    assert county.manage("backup", str(archive)).returncode == 0
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600

    with migrated.server(county.name) as connection:
        connection.execute("DROP TABLE hotline_caseaccused, hotline_caseevent, hotline_case CASCADE")
        connection.execute("CREATE TABLE rubbish (x int)")
    (county.state / "media" / "notice.txt").unlink()

    refused = county.manage("restore", str(archive))
    assert "not empty" in refused.stderr
    done = county.manage("restore", str(archive), "--replace")

    assert done.returncode == 0, done.stderr
    assert county.rows(EVERYTHING) == before
    assert (county.state / "media" / "notice.txt").read_text() == "公示"
    assert not county.rows("SELECT 1 FROM pg_tables WHERE tablename = 'rubbish'")
    the_promises_hold(county)


def the_promises_hold(county) -> None:
    """Triggers came back, and sealed fields open with the same keys."""
    with migrated.server(county.name) as connection, pytest.raises(Exception, match="hotline_case_moves"):
        connection.execute("UPDATE hotline_case SET state = 'closed' WHERE state = 'registered'")
    opened = county.manage(
        "shell",
        "-c",
        "from hotline.models import Case; print(sum(bool(c.reporter.open()) for c in Case.objects.all()))",
    )
    assert int(opened.stdout.split()[-1]) == 6


def test_a_damaged_archive_changes_nothing(county, tmp_path):
    archive = tmp_path / "linli.backup"
    county.manage("backup", str(archive))
    archive.write_bytes(archive.read_bytes()[:-2000])
    before = county.rows(EVERYTHING)

    refused = county.manage("restore", str(archive), "--replace")

    assert refused.returncode == 1
    assert "not a whole archive" in refused.stderr
    assert county.rows(EVERYTHING) == before


def test_a_database_that_refuses_leaves_files_and_rows_as_they_were(county, tmp_path):
    archive = tmp_path / "linli.backup"
    county.manage("backup", str(archive))
    (county.state / "media" / "notice.txt").write_text("后来改过")
    with zipfile.ZipFile(archive) as whole, zipfile.ZipFile(tmp_path / "bad", "w") as bad:
        for name in whole.namelist():
            bad.writestr(name, whole.read(name) + (b"SELECT 1/0;" if name == "database.sql" else b""))
    before = county.rows(EVERYTHING)

    refused = county.manage("restore", str(tmp_path / "bad"), "--replace")

    assert "division by zero" in refused.stderr
    assert county.rows(EVERYTHING) == before
    assert (county.state / "media" / "notice.txt").read_text() == "后来改过"
    assert [one.name for one in (county.state / "media").iterdir()] == ["notice.txt"]
