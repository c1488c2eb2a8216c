"""What somebody could try who has broken out of the engine: run as a process of its own, inside the worker's fence.

``python -Es -m tests.ui.lookup.inside SNAPSHOT VICTIM WALL…`` opens the snapshot with every setting of the engine that
holds a query in switched off, puts up the walls named, tries everything, and prints as JSON what succeeded.
"""

import ctypes
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import duckdb

from ui.lookup import fence, sandbox_worker

SYSCALL_OF_THE_32_BIT_FACE = 0x40000000
CALLS = {
    "ptrace": 101, "mount": 165, "keyctl": 250, "unshare": 272, "process_vm_readv": 310, "memfd_create": 319, "bpf": 321,
    "userfaultfd": 323, "io_uring_setup": 425, "open_tree": 428, "pidfd_open": 434,
    "socket by the other face": 41 | SYSCALL_OF_THE_32_BIT_FACE,
}  # fmt: skip


def files(victim: Path) -> dict[str, Callable[[], object]]:
    """Ways to what the victim's folder, or the machine, holds in files."""
    return {
        "read a file": lambda: victim.read_bytes(),
        "read the system's users": lambda: Path("/etc/passwd").read_bytes(),
        "list a folder": lambda: list(victim.parent.iterdir()),
        "read the environment": lambda: Path("/proc/self/environ").read_bytes(),
        "read memory as a file": lambda: Path("/proc/self/mem").open("rb").close(),
        "write a file": lambda: (victim.parent / "new").write_bytes(b""),
        "append to a file": lambda: victim.open("ab").close(),
        "remove a file": lambda: (victim.parent / "removable").unlink(),
        "make a folder": lambda: (victim.parent / "folder").mkdir(),
        "make a link": lambda: (victim.parent / "link").symlink_to("/etc"),
        "rename a file": lambda: (victim.parent / "renamed").rename(victim.parent / "other"),
        "open a device": lambda: os.close(os.open("/dev/zero", os.O_RDONLY)),
    }


def programs() -> dict[str, Callable[[], object]]:
    """Ways to another program."""
    return {
        "run a program": lambda: subprocess.run(["/bin/true"], check=True, stdin=subprocess.DEVNULL),
        "run a shell": lambda: _expect(os.system("exit 0"), 0),
    }


def network(port: int) -> dict[str, Callable[[], object]]:
    """Ways to another machine or process."""
    return {
        "connect": lambda: socket.create_connection(("127.0.0.1", port), 2).close(),
        "listen": lambda: socket.create_server(("127.0.0.1", 0)).close(),
    }


def calls() -> dict[str, Callable[[], object]]:
    """Calls of the kernel that no query needs."""
    libc = ctypes.CDLL(None, use_errno=True)

    def raw(number: int) -> Callable[[], object]:
        return lambda: _expect_called(libc.syscall(number, 0, 0, 0, 0, 0, 0))

    return {
        "make a socket": lambda: socket.socket().close(),
        "make a local socket": lambda: socket.socketpair()[0].close(),
        "fork": _fork,
        "signal the parent": lambda: os.kill(os.getppid(), 0),
        "make a pipe": lambda: os.pipe(),
        "change the working folder": lambda: os.chdir("/"),
    } | {name: raw(number) for name, number in CALLS.items()}


def queries(connection: duckdb.DuckDBPyConnection, victim: Path) -> dict[str, Callable[[], object]]:
    """The same by way of SQL, with nothing in the engine to hinder it."""
    place = victim.parent.as_posix()
    statements = {
        "sql: read text": f"select coalesce(sum(length(content)), error('nothing read')) from read_text('{victim}')",
        "sql: read a table from a file": f"select * from read_csv('{victim}')",
        "sql: list files": f"select coalesce(max(file), error('nothing seen')) from glob('{place}/*')",
        "sql: copy out": f"copy (select 1) to '{place}/out.csv'",
        "sql: export": f"export database '{place}/exported'",
        "sql: install": "install httpfs",
        "sql: read the environment": "select coalesce(sum(length(content)), error('nothing read')) from read_text('/proc/self/environ')",
    }
    return {name: lambda sql=sql: connection.cursor().execute(sql).fetchall() for name, sql in statements.items()}  # type: ignore[misc]


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)
    os.wait()


def _expect(found: int, wanted: int) -> None:
    if found != wanted:
        raise OSError(found)


def _expect_called(returned: int) -> None:
    if returned == -1 and ctypes.get_errno() in (38, 1, 13):  # no such call, not permitted, denied
        raise OSError(ctypes.get_errno())


def attempt(each: Callable[[], object]) -> str:
    """ "done", or what hindered it."""
    try:
        each()
    except BaseException as problem:
        return f"{type(problem).__name__}: {problem}"
    return "done"


def main(snapshot: str, victim: Path, port: int, walls: list[str]) -> None:
    sandbox_worker.warm()
    connection = duckdb.connect(snapshot, read_only=True, config={"threads": 1})
    put_up = {fence.FILES: fence.close_files, fence.CALLS: fence.close_calls}
    stand = [wall for name in walls for wall in put_up[name]()]
    tries = files(victim) | programs() | network(port) | calls() | queries(connection, victim)
    found = {name: attempt(each) for name, each in tries.items()}
    found |= {f"in another thread: {name}": _in_thread(tries[name]) for name in ("read a file", "make a socket", "fork")}
    count = connection.execute("select count(*) from mart.unit").fetchone()
    print(json.dumps({"stand": stand, "found": found, "count": count[0] if count else None}), flush=True)
    os._exit(0)


def _in_thread(each: Callable[[], object]) -> str:
    said: list[str] = []
    thread = threading.Thread(target=lambda: said.append(attempt(each)))
    thread.start()
    thread.join()
    return said[0]


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
