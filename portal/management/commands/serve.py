"""Everything in one foreground process group: web, background jobs, schedule. Ctrl-C stops it all."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from portal.management.commands.load_county import PASSWORD

ADDRESSES = [
    ("residents", "/", "policies, benefits, village affairs; English at /en/"),
    ("ask", "/chat/", "the hotline's dialogue on the web"),
    ("my case", "/case/", "file a complaint, follow it"),
    ("staff", "/admin/", "the back office"),
]
LOGINS = [
    ("liuhe-wenshu", "clerk of one village"),
    ("rexian", "hotline operator"),
    ("liuhe-chengban", "handler of cases in one township"),
    ("xian-guanli", "manager of the county"),
]


def die_with_parent() -> None:
    """Linux ends this child when the command that started it is killed (prctl PR_SET_PDEATHSIG)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Command(BaseCommand):
    help = "Prepare the database if needed and run web and background work on this machine only."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        self.stopping, self.children = False, {}
        self.refuse_a_busy_port(port)
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, self.stop)
        call_command("prepare", stdout=self.stdout)
        connection.close()
        try:
            self.run(port)
        finally:
            self.end_children()
            self.stdout.write("Stopped.")

    def stop(self, *_args):
        self.stopping = True

    def refuse_a_busy_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise CommandError(
                    f"Port {port} is busy: another program answers there. "
                    f"Stop it, or take another port: make run PORT={port + 1}"
                ) from None

    def commands(self, port: int) -> dict[str, list[str]]:
        memory = ["--worker-tmp-dir", "/dev/shm"] if os.access("/dev/shm", os.W_OK) else []  # noqa: S108
        web = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2",
               "--threads", "4", "--log-level", "warning", "--graceful-timeout", "5", "--no-control-socket", *memory]  # fmt: skip
        manage = Path(settings.BASE_DIR) / "manage.py"
        return {"web": web, "jobs": [sys.executable, str(manage), "jobs"]}

    def run(self, port: int) -> None:
        """Keep both running; say where to look once the web answers."""
        environment = {**os.environ, "PUBLIC_URL": os.environ.get("PUBLIC_URL", f"http://127.0.0.1:{port}")}
        started: dict[str, float] = {}
        told = False
        while not self.stopping:
            for name, command in self.commands(port).items():
                child = self.children.get(name)
                if (child and child.poll() is None) or time.monotonic() < started.get(name, 0) + 1:
                    continue
                if child:
                    self.stderr.write(f"{name} ended ({child.returncode}); starting it again")
                started[name] = time.monotonic()
                self.children[name] = self.start(command, environment)
            told = told or self.tell_once_it_answers(port)
            time.sleep(0.2)

    def start(self, command: list[str], environment: dict) -> subprocess.Popen:
        return subprocess.Popen(
            command,
            env=environment,
            cwd=settings.BASE_DIR,
            preexec_fn=die_with_parent,
            start_new_session=False,
        )

    def tell_once_it_answers(self, port: int) -> bool:
        here = f"http://127.0.0.1:{port}"
        try:
            urllib.request.urlopen(f"{here}/healthz", timeout=2).close()  # noqa: S310
        except OSError:
            return False
        lines = ["", "Linli 邻里 is up. Only this machine can reach it. Ctrl-C stops it."]
        lines += [f"  {name:10} {here}{path:8} {what}" for name, path, what in ADDRESSES]
        if settings.DEMO:
            lines += [
                "",
                f"Demo logins for /admin/, password {PASSWORD} (all of them: manage.py load_county):",
            ]
            lines += [f"  {name:16} {what}" for name, what in LOGINS]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
        return True

    def end_children(self) -> None:
        for child in self.children.values():
            with suppress(ProcessLookupError):
                child.terminate()
        end = time.monotonic() + 10
        for child in self.children.values():
            try:
                child.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
