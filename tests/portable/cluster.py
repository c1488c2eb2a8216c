"""A PostgreSQL of its own for as long as it is needed: in a temporary folder, without a port, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_SETTINGS = {"listen_addresses": "", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "jit": "off",
             "enable_nestloop": "off", "work_mem": "64MB", "shared_buffers": "256MB", "autovacuum": "off"}  # fmt: skip


class NoPostgres(RuntimeError):
    """There is no PostgreSQL on this machine; the message says what to do."""


@contextmanager
def postgres() -> Iterator["psycopg.Connection"]:
    """A connection to an empty database whose text is UTF-8 and compares by code point. Raises NoPostgres."""
    binaries = _binaries()
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        # PostgreSQL refuses to run as root; its package brings a user for it.
        user = "postgres" if os.geteuid() == 0 else None
        if user:
            shutil.chown(folder, user)
        data = Path(folder) / "data"

        def run(tool: str, *arguments: str) -> None:
            done = subprocess.run(
                [str(binaries / tool), "-D", str(data), *arguments],
                user=user, group=pwd.getpwnam(user).pw_gid if user else None, extra_groups=[] if user else None, cwd=folder,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
            )  # fmt: skip
            if done.returncode:
                raise RuntimeError(f"{tool}: {done.stderr}")

        run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        options = " ".join(f"-c {name}='{value}'" for name, value in (_SETTINGS | {"unix_socket_directories": folder}).items())
        run("pg_ctl", "start", "--wait", "--silent", "-l", str(Path(folder) / "log"), "-o", options)
        try:
            with psycopg.connect(host=folder, user="postgres", dbname="postgres", autocommit=True) as connection:
                yield connection
        finally:
            run("pg_ctl", "stop", "--wait", "--silent", "-m", "immediate")


def _binaries() -> Path:
    """Where `initdb` and `pg_ctl` are; Debian keeps them off the path."""
    found = [Path(path).parent for path in [shutil.which("initdb")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: int(each.parent.name), reverse=True)
    if not found:
        raise NoPostgres("PostgreSQL is not installed: apt-get install postgresql")
    return found[0]
