"""What lies in the inbox: every file in it, and by name whatever cannot be looked at."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from common.refusals import why
from common.shown import shown
from etl.ledger import receipt_list
from etl.reading.litter import is_litter


@dataclass
class Inbox:
    """The files in the order of their names, and why others were passed over: a Vietnamese sentence each."""

    root: Path
    files: list[Path] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def name_of(self, path: Path) -> str:
        """Where a file lies in the inbox, with slashes."""
        return path.relative_to(self.root).as_posix()


def look(root: Path) -> Inbox:
    """Everything in an inbox and its folders, whatever it is; litter is not there, links out of it are not followed."""
    inbox = Inbox(root)
    if root.is_dir():
        inbox.files = sorted(_files(inbox), key=lambda path: (path.name, path.as_posix()))
    elif os.path.lexists(root):
        inbox.said.append(f"{root} không phải một thư mục nên không có tệp nào được nhận; hãy đổi tên nó, tạo thư mục inbox/ rồi nạp lại.")
    return inbox


def _files(inbox: Inbox) -> Iterator[Path]:
    folders = [inbox.root]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            _say(inbox, folder, f"không mở được thư mục: {why(error)}")
            continue
        for entry in entries:
            path = Path(entry.path)
            if is_litter(entry.name) or (_may_lead_away(entry) and _leads_away(inbox, path)):
                continue
            if entry.is_dir():
                folders.append(path)
            elif _is_ours(inbox, path):
                yield path


def _is_ours(inbox: Inbox, path: Path) -> bool:
    if receipt_list.is_receipt_list(path.name):
        if path != receipt_list.place_of_list(inbox.root):
            _say(inbox, path, f"giờ nhận chỉ đọc ở inbox/{receipt_list.NAME}")
        return False
    if not path.is_file():
        _say(inbox, path, "không phải một tệp")
        return False
    return True


def _may_lead_away(entry: "os.DirEntry[str]") -> bool:
    """Links, and on Windows any folder, which may be mounted there from elsewhere; the rest need no closer look."""
    return entry.is_symlink() or (os.name == "nt" and entry.is_dir())


def _leads_away(inbox: Inbox, path: Path) -> bool:
    """Whether it is a link; what it leads to inside the inbox is there under its own name."""
    try:
        there = path.resolve(strict=True)
    except (OSError, RuntimeError):
        _say(inbox, path, "liên kết hỏng, không dẫn tới đâu")
        return True
    if there == path.parent.resolve() / path.name:
        return False
    if not there.is_relative_to(inbox.root.resolve()):
        _say(inbox, path, f"liên kết dẫn ra ngoài inbox/ nên không theo; hãy chép chính tệp ấy vào ({shown(str(there))})")
    return True


def _say(inbox: Inbox, path: Path, what: str) -> None:
    if path == inbox.root:
        inbox.said.append(f"inbox/: {what}. Chưa nhận tệp nào; hãy cho người chạy lệnh quyền đọc thư mục ấy rồi nạp lại.")
        return
    inbox.said.append(f"inbox/{shown(inbox.name_of(path))}: {what}. Các tệp khác vẫn được nạp.")
