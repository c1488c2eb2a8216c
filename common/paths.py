"""Where everything lives inside one data folder."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from common.files import read_file
from common.refusals import why
from common.shown import shown

#: What a snapshot may be called: one word, nothing that leads to another folder.
_NAME = re.compile(r"\w[\w.-]*")
#: A pointer holds one name.
_MOST_BYTES = 1 << 20
SHIPPED = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class DataDir:
    """The data folder of one installation; `reference` and `inbox` are people's, the rest is built."""

    root: Path

    @property
    def reference(self) -> Path:
        return self.root / "reference"

    @property
    def forms(self) -> Path:
        """The folder of form shapes; the shipped ones when this folder has none of its own."""
        own = self.root / "forms"
        return own if own.is_dir() and any(own.glob("*.yml")) else SHIPPED / "forms"

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def returned(self) -> Path:
        return self.root / "returned"

    @property
    def ledger(self) -> Path:
        return self.root / "ledger"

    @property
    def snapshots(self) -> Path:
        return self.root / "snapshots"

    @property
    def packs(self) -> Path:
        """Where the page of briefings keeps the packs it had made; it may be deleted at any time."""
        return self.root / "packs"

    @property
    def log(self) -> Path:
        """What the program noted for whoever looks after it; it may be deleted at any time."""
        return self.root / "log" / "etl.log"

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse.duckdb"

    @property
    def pointer(self) -> Path:
        """The file that names the snapshot in force: moving it is the publication."""
        return self.snapshots / "CURRENT"

    def snapshot(self, snapshot_id: str) -> Path:
        """The file of a snapshot, whether it is there or not."""
        return self.snapshots / f"{snapshot_id}.duckdb"

    def snapshot_in_force(self) -> str | None:
        """The id of the snapshot in force; None before the first publication, and where the pointer leads nowhere.

        `pointer_fault` tells the two apart.
        """
        try:
            named = read_file(self.pointer, _MOST_BYTES).decode("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return named if _NAME.fullmatch(named) and self.snapshot(named).is_file() else None

    def pointer_fault(self) -> str | None:
        """What is wrong with the pointer, in Vietnamese; None when it leads to a snapshot or nothing was published yet."""
        if self.snapshot_in_force() is not None or not os.path.lexists(self.pointer):
            return None
        if self.pointer.is_dir():
            return f"{self.pointer} là một thư mục, không phải con trỏ tới bản công bố."
        try:
            named = read_file(self.pointer, _MOST_BYTES)[:80].decode("utf-8", "backslashreplace").strip()
        except OSError as error:
            return f"Không đọc được con trỏ {self.pointer}: {why(error)}."
        if _NAME.fullmatch(named):
            return f"Con trỏ {self.pointer} chỉ tới bản {named}, nhưng bản ấy không còn trong {self.snapshots}."
        return f"Con trỏ {self.pointer} hỏng: đang ghi “{shown(named)}”, không phải mã của một bản công bố."
