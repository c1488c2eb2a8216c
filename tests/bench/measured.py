"""The table that measurements are printed in."""

import sys
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table


@dataclass
class Measured:
    """The lines measured so far, shown as one table at the end."""

    table: Table = field(default_factory=lambda: Table("", "measured", "ratio", "to", "peak", "aim"))

    def begin(self, title: str) -> None:
        """A group of lines."""
        print(f"… {title}", file=sys.stderr, flush=True)
        self.table.add_section()
        self.table.add_row(f"[bold]{title}[/bold]")

    def add(self, name: str, seconds: float, base: float | None = None, to: str = "", peak: float | None = None, aim: str = "") -> None:
        """One line: what took how long, and how many times as long as `base`, which `to` names."""
        took = f"{1000 * seconds:.2f} ms" if seconds < 0.1 else f"{seconds:.1f} s"
        ratio = "" if base is None else f"{seconds / base:.2f} ×"
        self.table.add_row(f"  {name}", took, ratio, to, "" if peak is None else f"{peak:.0f} MB", aim)

    def show(self) -> None:
        """The table, on a page wide enough that nothing of it is cut."""
        for column in self.table.columns[1:3]:
            column.justify = "right"
        Console(width=120).print(self.table)
