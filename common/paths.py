"""Where everything lives inside one data folder."""

from dataclasses import dataclass
from pathlib import Path

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
        """The id of the snapshot in force, None before the first publication."""
        try:
            named = self.pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return named if named and self.snapshot(named).exists() else None
