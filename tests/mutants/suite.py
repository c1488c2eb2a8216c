"""The rule's own tests, run in a copy of the project that has one file changed."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.world import ROOT

_PARTS = ("common", "etl", "tests", "data", "docs", "ui", "pages", "pyproject.toml", "dashboard.py", "README.md")
_BUILT = shutil.ignore_patterns("__pycache__", "ledger.duckdb*", "snapshots", "returned", "warehouse.duckdb*")
#: Where the tests of a rule are that no test names by its table.
ALWAYS = ("tests/sql/test_reasons.py", "tests/sql/test_trace.py", "tests/sql/test_province.py")


class Suite:
    """A copy of the project; `notices` runs tests on a change and takes the change back."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        self.root.mkdir()
        for part in _PARTS:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, self.root / part, ignore=_BUILT)
            elif source.exists():
                shutil.copy(source, self.root / part)
        self._tests = {
            str(path.relative_to(self.root)): path.read_text(encoding="utf-8")
            for folder_ in ("tests/sql", "tests/etl/snapshot")
            for path in sorted((self.root / folder_).glob("test_*.py"))
        }

    def notices(self, path: str, text: str, tables: list[str]) -> bool:
        """Whether a test of the rule, or of a published table that the change reaches, fails."""
        names = [f"{Path(path).parent}.{Path(path).stem}", *tables]
        chosen = [file for file, said in self._tests.items() if any(_names(said, name) for name in names)]
        chosen += [file for file in ALWAYS if file not in chosen]
        target = self.root / "etl" / "sql" / path
        before = target.read_text(encoding="utf-8")
        target.write_text(text, encoding="utf-8")
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *chosen],
                cwd=self.root, capture_output=True, text=True, check=False,
            )  # fmt: skip
        finally:
            target.write_text(before, encoding="utf-8")
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stdout + done.stderr)
        return done.returncode == 1


def _names(said: str, table: str) -> bool:
    return table in said or f'"{table.split(".")[1]}"' in said
