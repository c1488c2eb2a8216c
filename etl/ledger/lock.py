"""Only one process at a time works on a data folder."""

import contextlib
import datetime
import getpass
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from common.files import is_something_else, read_file, set_aside, sweep
from common.paths import DataDir
from common.refusals import why
from common.shown import shown
from etl.ledger.damage import LedgerDamaged
from etl.ledger.ledger import Told


class Busy(Exception):
    """Another load has the ledger; the message says whose and since when."""


def built_folders(data: DataDir) -> tuple[Path, ...]:
    """The folders that the program fills."""
    return data.ledger / "files", data.ledger / "lists", data.snapshots, data.returned


@contextmanager
def locked(
    data: DataDir, wait_seconds: float, waiting: Callable[[str], None], told: Told = lambda sentence: None, *, mends: bool = True
) -> Iterator[None]:
    """Holds the ledger alone; the operating system frees the lock of one that dies. Raises Busy and LedgerDamaged.

    What stands in the lock's place and is no lock is set aside, and `told`; what one that died was still writing is swept away.
    `mends`: so is what stands where a folder is to be.
    """
    lock, holder = data.ledger / "load.lock", data.ledger / "load.holder"
    if data.ledger.is_symlink() and not data.ledger.exists():
        raise LedgerDamaged(
            f"Sổ {data.ledger} là liên kết tới {shown(str(data.ledger.readlink()), 300)}, mà nơi ấy không có: có lẽ ổ đĩa chưa được gắn. "
            "Số liệu đang có hiệu lực giữ nguyên; hãy gắn lại ổ đĩa, hoặc sửa liên kết, rồi chạy lại."
        )
    try:
        data.ledger.mkdir(parents=True, exist_ok=True)
        for path in (lock, holder):
            if is_something_else(path) and (aside := set_aside(path)):
                told(f"{path} không phải một tệp; đã đổi tên thành {aside.name}.")
        taken = _take(FileLock(lock), holder, wait_seconds, waiting)
    except OSError as error:
        raise LedgerDamaged(
            f"Không ghi được vào sổ {data.ledger}: {why(error)}. Số liệu đang có hiệu lực giữ nguyên; hãy cho người chạy lệnh quyền ghi "
            "vào thư mục ấy, hoặc dọn chỗ, rồi chạy lại."
        ) from error
    try:
        _say_who(holder)
        if mends:
            _make_way(data, told)
        for folder in (data.ledger, *built_folders(data)):
            sweep(folder)
        yield
    finally:
        with contextlib.suppress(OSError):
            holder.unlink(missing_ok=True)
        taken.release()


def _make_way(data: DataDir, told: Told) -> None:
    """Sets aside what stands where a folder is to be: the folder is then made anew, and what was in it is looked for elsewhere."""
    for folder in built_folders(data):
        if os.path.lexists(folder) and not folder.is_dir() and (aside := set_aside(folder)):
            told(f"{folder} không phải một thư mục; đã đổi tên thành {aside.name} và tạo lại thư mục.")
            folder.mkdir(exist_ok=True)


def _take(lock: FileLock, holder: Path, wait_seconds: float, waiting: Callable[[str], None]) -> FileLock:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        whose = _whose(holder)
        waiting(whose)
        try:
            lock.acquire(timeout=wait_seconds)
        except Timeout:
            raise Busy(f"Thư mục số liệu đang được dùng bởi {whose}.") from None
    return lock


def _whose(holder: Path) -> str:
    """Who holds the lock, as far as it could be written down."""
    try:
        said = read_file(holder, 1 << 20).decode("utf-8", "replace").strip()
    except OSError:
        said = ""
    return shown(said, 300) or "một lần nạp khác"


def _say_who(holder: Path) -> None:
    """For those who wait; a courtesy, which no full disk may turn into a failure."""
    since = f"{datetime.datetime.now():%H:%M:%S %d/%m/%Y}"
    with contextlib.suppress(OSError):
        holder.write_text(f"{_user()} trên máy {socket.gethostname()} (tiến trình {os.getpid()}, từ {since})", encoding="utf-8")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):
        # A service may run under a number that has no name.
        return "một tài khoản không tên"
