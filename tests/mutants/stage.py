"""The folders that tests load: each is loaded once, and given back to a test with the tables that a change makes otherwise.

A folder is known by what its office put in it, load after load. A command that is no load of such a folder is really run.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from common.files import remove
from common.paths import DataDir
from tests.mutants.workshop import Refused, Workshop, made
from tests.sql.sentences import corpus, elsewhere
from tests.world import World

BUILT = ("ledger", "snapshots", "returned", "warehouse.duckdb")


@dataclass(frozen=True)
class Kept:
    """A folder as a load left it, and what the load answered."""

    tree: Path
    answer: Any


class Stage:
    """`kept`: the folders by what was put in them. While `is_recording`, loads are really run and kept in `folder`."""

    def __init__(self, folder: Path, is_recording: bool = False) -> None:
        self.folder = folder
        self.kept: dict[str, Kept] = {}
        self.is_recording = is_recording
        self._workshops: dict[str, Workshop] = {}
        self._states: dict[Path, str | None] = {}
        self._changed: Mapping[str, str] = {}
        self._made: dict[str, dict[str, pa.Table] | Exception] = {}

    def changes(self, key: str) -> bool:
        """Whether a published table of this folder is another under what is `played`."""
        if key not in self._made:
            if key not in self._workshops:
                data = DataDir(self.kept[key].tree)
                self._workshops[key] = Workshop(key, data, data.root.with_suffix(".duckdb"), _before(data))
            try:
                self._made[key] = self._workshops[key].made_by(self._changed)
            except (Refused, duckdb.Error) as error:
                self._made[key] = error
        return bool(self._made[key])

    @contextmanager
    def played(self, changed: Mapping[str, str]) -> Iterator[None]:
        """Loads give back what is kept, with the rows that the `changed` tables lead to."""
        self._changed, self._made = changed, {}
        run = World.run

        def commanded(world: World, command: str, *options: str, given: str | None = None) -> Any:
            def act() -> Any:
                return run(world, command, *options, given=given)

            return self._answer(world.root, f"{command} {options}" if command == "load" and given is None else None, act)

        def loading(real: Callable[..., Any]) -> Callable[..., Any]:
            return lambda data, now: self._answer(data.root, f"load at {now}", lambda: real(data, now))

        loads = {module: module.load for module in (corpus, elsewhere)}
        World.run = commanded  # type: ignore[method-assign]
        for module, load in loads.items():
            module.load = loading(load)  # type: ignore[attr-defined]
        try:
            yield
        finally:
            World.run = run  # type: ignore[method-assign]
            for module, load in loads.items():
                module.load = load  # type: ignore[attr-defined]
            self._states.clear()

    def _answer(self, root: Path, said: str | None, act: Callable[[], Any]) -> Any:
        state = self._states[root] = self._state(root, said) if said else None
        if state in self.kept and not self.is_recording:
            self._give_back(state, root)
            return self.kept[state].answer
        answer = act()
        if state and self.is_recording and (root / "warehouse.duckdb").exists():
            tree = self.folder / state
            if not tree.exists():
                shutil.copytree(root, tree)
            self.kept[state] = Kept(tree, answer)
        return answer

    def _state(self, root: Path, said: str) -> str | None:
        before = self._states.get(root, "")
        if before is None or (not before and (root / "ledger").exists()):
            return None
        found = hashlib.sha256(f"{before}\0{said}".encode())
        for path in sorted(root.rglob("*")):
            part = path.relative_to(root)
            if path.is_file() and part.parts[0] not in BUILT:
                found.update(f"{part}\0{path.stat().st_size}\0".encode() + path.read_bytes())
        return found.hexdigest()[:24]

    def _give_back(self, state: str, root: Path) -> None:
        tree = self.kept[state].tree
        for name in BUILT:
            remove(root / name)
            if (tree / name).is_dir():
                shutil.copytree(tree / name, root / name)
            elif (tree / name).exists():
                shutil.copy(tree / name, root / name)
        if self.changes(state):
            made = self._made[state]
            if isinstance(made, Exception):
                raise made
            _put(made, root)


def prepare(kept: Kept) -> None:
    """Makes every table of a folder, by what the files say now."""
    data = DataDir(kept.tree)
    made(data, data.root.with_suffix(".duckdb"), _before(data))


def _before(data: DataDir) -> Path | None:
    """The publication before the one in force."""
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        (name,) = connection.execute("select previous_snapshot_id from log.snapshot").fetchall()[0]
    return data.snapshot(name) if name and data.snapshot(name).exists() else None


def _put(tables: Mapping[str, pa.Table], root: Path) -> None:
    """Replaces the rows of published tables in what is in force."""
    warehouse = root / "warehouse.duckdb"
    warehouse.chmod(0o644)
    with duckdb.connect(str(warehouse)) as connection:
        held = {name for (name,) in connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()}
        for name, rows in tables.items():
            if name in held:
                connection.register("made", rows)
                connection.execute(f"delete from {name}")
                connection.execute(f"insert into {name} by name from made")
                connection.unregister("made")
    name = DataDir(root).snapshot_in_force()
    if name:
        snapshot = DataDir(root).snapshot(name)
        snapshot.chmod(0o644)
        shutil.copy(warehouse, snapshot)
