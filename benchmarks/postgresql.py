"""A PostgreSQL server of one's own, in a temporary folder, on a socket alone: for tests and measurements."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

PLACES = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql*/bin")
"""Where Debian, Red Hat and Homebrew put what is not on the PATH."""


class Server:
    """A running server. ``folder`` holds its socket and its data."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self.folder = programs, folder

    def address(self, name: str) -> str:
        """Return the address of a database, without a password: the server trusts its socket."""
        return f"postgresql://bongsu@/{name}?host={self.folder}"

    def create(self, name: str) -> str:
        """Make an empty database and return its address."""
        self.psql("postgres", f"CREATE DATABASE {name}")
        return self.address(name)

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-w", "-D", str(self.folder / "data"), "-l", log, "-o", options, "start")

    def stop(self, how: str = "immediate") -> None:
        """Stop it: ``immediate`` is as if it were killed."""
        self.run("pg_ctl", "-w", "-D", str(self.folder / "data"), "-m", how, "stop")

    def psql(self, name: str, *statements: str) -> str:
        """Run statements as anybody could; return what the server says. Raises ``CalledProcessError``."""
        commands = [part for statement in statements for part in ("-c", statement)]
        return self.run(
            "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", str(self.folder), "-U", "bongsu", name, *commands
        )

    def run(self, program: str, *arguments: str) -> str:
        """Run one of PostgreSQL's programs, which refuse root."""
        command = [str(self._programs / program), *arguments]
        user, group = _someone_else()
        done = subprocess.run(
            command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, user=user, group=group
        )
        if done.returncode:
            raise subprocess.CalledProcessError(done.returncode, command, done.stdout)
        return done.stdout


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """Yield a server that runs. Raises ``LookupError`` where PostgreSQL is not installed."""
    with tempfile.TemporaryDirectory(prefix="bongsu-pg-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        user, group = _someone_else()
        if user is not None and group is not None:
            os.chown(folder, user, group)
        server = Server(_programs(), folder)
        server.run(
            "initdb", "-A", "trust", "-U", "bongsu", "-E", "UTF8", "--no-locale", "-N", "-D", str(folder / "data")
        )
        server.start()
        try:
            yield server
        finally:
            server.stop()


def is_installed() -> bool:
    """Say whether there is a server to run."""
    return _found() is not None


def _found() -> Path | None:
    """Return the newest folder with PostgreSQL's programs."""
    places = sorted(found for place in PLACES for found in Path("/").glob(place))
    on_path = shutil.which("initdb")
    return places[-1] if places else None if on_path is None else Path(on_path).parent


def _programs() -> Path:
    found = _found()
    if found is None:
        msg = "PostgreSQL is not installed (on Debian: apt-get install postgresql)"
        raise LookupError(msg)
    return found


def _someone_else() -> tuple[int | None, int | None]:
    """Return user and group to run the server as, where this is root: those that its package made, or nobody."""
    if os.geteuid() != 0:
        return None, None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    account = names.get("postgres") or names["nobody"]
    return account.pw_uid, account.pw_gid
