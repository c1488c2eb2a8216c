"""The folders that tests load: each is loaded once, and given back to a test with the tables that a change makes otherwise.

A folder is known by what its office put in it, load after load. A command that is no load of such a folder is really run.
"""

import hashlib
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from common.paths import DataDir
from tests.mutants.hearing import TABLES, Hearing
from tests.mutants.workshop import Refused, Workshop, made
from tests.sql.sentences import corpus, elsewhere
from tests.world import World

BUILT = ("ledger", "snapshots", "returned", "warehouse.duckdb")


@dataclass(frozen=True)
class Kept:
    """A folder as a load left it, what the load answered, and the names of the published tables that tests read of it."""

    tree: Path
    answer: Any
    read: frozenset[str] = TABLES

    @property
    def file(self) -> Path:
        """What is made of the folder, step by step."""
        return self.tree.with_suffix(".duckdb")


class Stage:
    """`kept`: the folders by what was put in them. With a `recording`, which hears of it, loads are really run and kept in `folder`."""

    def __init__(self, folder: Path, recording: Hearing | None = None) -> None:
        self.folder = folder
        self.kept: dict[str, Kept] = {}
        self.recording = recording
        self._workshops: dict[str, Workshop] = {}
        self._states: dict[Path, str | None] = {}
        self._changed: Mapping[str, str] = {}
        self._made: dict[str, dict[str, pa.Table] | Exception] = {}

    def shows(self, key: str, tables: Collection[str]) -> bool:
        """Whether one of these published tables of a folder is another under what is `played`, or cannot be made."""
        made = self._made_of(key)
        return isinstance(made, Exception) or any(name.split(".")[1] in tables for name in made)

    def _made_of(self, key: str) -> dict[str, pa.Table] | Exception:
        if key not in self._made:
            if key not in self._workshops:
                kept = self.kept[key]
                data = DataDir(kept.tree)
                self._workshops[key] = Workshop(key, data, kept.file, _before(data), wanted=_wanted(kept))
            try:
                self._made[key] = self._workshops[key].made_by(self._changed)
            except (Refused, duckdb.Error) as error:
                self._made[key] = error
        return self._made[key]

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
        if not self.recording:
            if state not in self.kept:
                return act()
            self._give_back(state, root)
            return self.kept[state].answer
        with self.recording.deaf():
            answer = act()
        is_kept = state is not None and (root / "warehouse.duckdb").exists()
        self.recording.loads(state if is_kept else None)
        if state and is_kept:
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
            if (root / name).is_dir():
                shutil.rmtree(root / name)
            else:
                (root / name).unlink(missing_ok=True)
            if (tree / name).is_dir():
                shutil.copytree(tree / name, root / name)
            elif (tree / name).exists():
                shutil.copy(tree / name, root / name)
        made = self._made_of(state) if self._changed else {}
        if isinstance(made, Exception):
            raise made
        if made:
            _put(made, root)


def prepare(kept: Kept) -> None:
    """Makes what leads to the tables that are read of a folder, by what the files say now."""
    data = DataDir(kept.tree)
    made(data, kept.file, _before(data), _wanted(kept))


def _wanted(kept: Kept) -> list[str]:
    """The tables that are read; where no office has a successor, those of `today` are none of their own."""
    with duckdb.connect(str(DataDir(kept.tree).warehouse), read_only=True) as connection:
        held = connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
    return [name for (name,) in held if name.split(".")[1] in kept.read]


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
