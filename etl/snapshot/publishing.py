"""Publication: a snapshot is built aside, checked, and put in force by moving a pointer."""

import contextlib
import datetime
import hashlib
import logging
import os
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb

from common.files import READ_ONLY, WRITABLE, remove, set_aside, sha256_of, write_whole
from common.paths import DataDir
from etl.ledger.kept_lists import KeptLists, ListState
from etl.ledger.ledger import Ledger, Told
from etl.snapshot.building import Recipe, build, build_part, renew
from etl.snapshot.checks import PublicationError
from etl.snapshot.scope import Scope
from etl.snapshot.sources import Sources, sources_of, touched

KEPT_SNAPSHOTS = 10
#: How many snapshots as known at a date are kept that a program built for itself.
KEPT_LOOKED_BACK = 4
#: Begins the name of a snapshot that looks back to a date; it is no publication and never in force.
AS_OF = "as-of-"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Published:
    """What is in force: the snapshot's id, and whether this call made it."""

    snapshot_id: str
    is_new: bool
    warehouse_is_current: bool


def publish(
    data: DataDir,
    lists: ListState,
    now: datetime.datetime,
    progress: Callable[[str], None] = lambda step: None,
    anew: bool = False,
    told: Told = lambda sentence: None,
) -> Published:
    """Makes and checks a snapshot of everything in the ledger and puts it in force.

    Nothing happens when the sources are those of the snapshot in force, unless it is to be made `anew`, whole. What was found
    damaged and made again is `told`. Raises PublicationError, and leaves what was in force, when a check fails.
    """
    data.snapshots.mkdir(parents=True, exist_ok=True)
    ledger, kept_lists = Ledger(data), KeptLists(data)
    named, in_force = data.snapshot_in_force(), _sound_in_force(data, kept_lists, told)
    with ledger.open(told) as tables:
        sources = sources_of(tables, lists.reference)
        if in_force and not anew and in_force.endswith(sources.digest[:16]):
            return Published(in_force, False, _refresh_warehouse(data, in_force, told))
        old = None if anew or in_force is None else _sources_in(data.snapshot(in_force))
        scope = touched(tables, lists.reference, old, sources) if old else Scope()
    recipe = Recipe(_new_id(data, now, sources), now, lists.reference, sources)
    aside = data.snapshots / f".{recipe.snapshot_id}.building"
    remove(aside)
    try:
        previous = data.snapshot(in_force) if in_force else None
        if not (previous and not scope.is_all and _renewed(aside, previous, scope, ledger, recipe, progress)):
            build(aside, previous, ledger, recipe, progress)
        aside.chmod(READ_ONLY)
        sha256 = sha256_of(aside)
        aside.replace(data.snapshot(recipe.snapshot_id))
    finally:
        remove(aside)
    kept_lists.published(now, lists, recipe.snapshot_id, sha256)
    _point_at(data, recipe.snapshot_id, told)
    is_current = _refresh_warehouse(data, recipe.snapshot_id, told)
    _forget_old(data, recipe.snapshot_id, damaged=None if in_force else named)
    return Published(recipe.snapshot_id, True, is_current)


def publications(data: DataDir) -> list[str]:
    """The ids of the publications kept, oldest first, in the order in which they were put in force: no clock decides.

    What was built as of a date is none of them. Those of which no journal tells go by their names, before the others.
    """
    place = {each.snapshot_id: number for number, each in enumerate(KeptLists(data).publications())}
    kept = (path.stem for path in data.snapshots.glob("*.duckdb") if not path.stem.startswith(AS_OF))
    return sorted(kept, key=lambda name: (place.get(name, -1), name))


def is_as_published(data: DataDir, kept_lists: KeptLists, snapshot_id: str) -> bool:
    """Whether a snapshot's file holds the bytes that were published; one of an older program need only be readable."""
    digests = {each.snapshot_id: each.sha256 for each in kept_lists.publications()}
    path = data.snapshot(snapshot_id)
    try:
        if digests.get(snapshot_id):
            return sha256_of(path) == digests[snapshot_id]
    except OSError:
        return False
    return _is_readable(path)


def _is_readable(snapshot: Path) -> bool:
    if not snapshot.is_file():
        return False
    try:
        with duckdb.connect(str(snapshot), read_only=True) as connection:
            return bool(connection.execute("select snapshot_id from log.snapshot").fetchall())
    except duckdb.Error:
        return False


def _sound_in_force(data: DataDir, kept_lists: KeptLists, told: Told) -> str | None:
    """The snapshot in force; None when there is none, or when it or the pointer to it is damaged, which is `told`."""
    fault = data.pointer_fault()
    if fault:
        told(f"{fault} Đã dựng lại bản công bố từ sổ.")
    in_force = data.snapshot_in_force()
    if in_force and not is_as_published(data, kept_lists, in_force):
        told(f"Bản đang có hiệu lực {in_force} hỏng hoặc đã bị sửa; đã dựng lại từ sổ.")
        return None
    return in_force


def _new_id(data: DataDir, now: datetime.datetime, sources: Sources) -> str:
    """A name that no snapshot has: who holds a file open goes on seeing what was under its name before."""
    moment = now
    while data.snapshot(name := f"{moment:%Y%m%dT%H%M%S}-{sources.digest[:16]}").exists():
        moment += datetime.timedelta(seconds=1)
    return name


def _point_at(data: DataDir, snapshot_id: str, told: Told) -> None:
    if data.pointer.is_dir() and (aside := set_aside(data.pointer)):
        told(f"{data.pointer} là một thư mục; đã đổi tên thành {aside.name}.")
    write_whole(data.pointer, f"{snapshot_id}\n".encode())


def publish_as_of(
    data: DataDir,
    past: Ledger,
    lists: ListState,
    lists_published_at: datetime.datetime | None,
    now: datetime.datetime,
    as_of: datetime.datetime,
    output: Path | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> Path:
    """Builds the snapshot as known at `as_of` and gives its file; what is in force stays in force.

    `past` holds what had been received by then and the verdicts of then, `lists` the lists of then as far as they are known
    (see `Recipe`). The file goes to `output`, else among the snapshots under a name of its own, where it stays until
    somebody deletes it. Raises PublicationError as `publish` does.
    """
    recipe = _looking_back(past, lists, lists_published_at, now, as_of)
    path = output or data.snapshot(recipe.snapshot_id)
    if output is None and path.exists():
        return path
    _put_aside_first(path, lambda aside: build(aside, None, past, recipe, progress))
    return path


def known_as_of(
    data: DataDir,
    past: Ledger,
    lists: ListState,
    lists_published_at: datetime.datetime | None,
    now: datetime.datetime,
    as_of: datetime.datetime,
    tables: Collection[str] | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> Path:
    """A snapshot that says what was known at `as_of`, for a program that reads it now: see `publish_as_of`.

    What is built says of tasks and findings how they stand on that day; the newest few such files are kept. Where a comparison
    alone will read it, which reads none of them, a publication made of the same serves as well.
    `tables`: the published ones that will be read, besides what a comparison reads; None: all.
    """
    recipe = _looking_back(past, lists, lists_published_at, now, as_of)
    kept = _Kept(data)
    if found := kept.find(recipe, tables):
        return found
    path = kept.path(recipe, tables)
    if tables is None:
        _put_aside_first(path, lambda aside: build(aside, None, past, recipe, progress))
    else:
        _put_aside_first(path, lambda aside: build_part(aside, past, recipe, tables, progress))
    kept.forget_old()
    return path


def _looking_back(
    past: Ledger, lists: ListState, lists_published_at: datetime.datetime | None, now: datetime.datetime, as_of: datetime.datetime
) -> Recipe:
    with past.open() as tables:
        sources = sources_of(tables, lists.reference)
    return Recipe(f"{AS_OF}{as_of:%Y%m%dT%H%M%S}-{sources.digest[:16]}", now, lists.reference, sources, as_of, lists_published_at)


def _put_aside_first(path: Path, make: Callable[[Path], None]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.building")
    remove(aside)
    try:
        make(aside)
        aside.chmod(READ_ONLY)
        aside.replace(path)
    finally:
        remove(aside)


class _Kept:
    """Files that say what was known at some moment: the publications, and a few beside them that were built to be read once."""

    #: Stands in the name of a file that does not hold every table; what a comparison reads is in all of them.
    _PARTLY = "-part"

    def __init__(self, data: DataDir) -> None:
        self._data = data
        self._folder = data.snapshots / "looked-back"

    def path(self, recipe: Recipe, tables: Collection[str] | None) -> Path:
        return self._folder / f"{recipe.snapshot_id}{self._holding(tables)}.duckdb"

    def _holding(self, tables: Collection[str] | None) -> str:
        if not tables:
            return "" if tables is None else self._PARTLY
        return f"{self._PARTLY}-{hashlib.sha256(repr(sorted(tables)).encode()).hexdigest()[:8]}"

    def find(self, recipe: Recipe, tables: Collection[str] | None) -> Path | None:
        """A file made of the same as the recipe says; None: there is none."""
        ending = recipe.sources.digest[:16]
        is_compared = tables is not None and not tables
        published = [name for name in reversed(publications(self._data)) if name.endswith(ending)] if is_compared else []
        lists = KeptLists(self._data)
        for name in published:
            path = self._data.snapshot(name)
            if _says_the_same(path, recipe) and is_as_published(self._data, lists, name):
                return path
        wanted = {ending, f"{ending}{self._holding(tables)}"}
        for path in sorted(self._folder.glob(f"{AS_OF}*{ending}*.duckdb")):
            holds = path.stem[path.stem.rindex(ending) :]
            is_of_day = path.stem.startswith(f"{AS_OF}{recipe.as_of:%Y%m%d}T")
            is_comparable = is_compared and (holds == ending or holds.startswith(f"{ending}{self._PARTLY}"))
            is_enough = is_comparable or (holds in wanted and is_of_day)
            if is_enough and _says_the_same(path, recipe):
                os.utime(path)
                return path
        return None

    def forget_old(self) -> None:
        """Keeps the files that were asked for last; one that somebody still reads (Windows) goes the next time."""
        for path in sorted(self._folder.glob("*.duckdb"), key=lambda path: path.stat().st_mtime)[:-KEPT_LOOKED_BACK]:
            with contextlib.suppress(PermissionError):
                remove(path)
        for left in self._folder.glob(".*.building*"):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                remove(left)


def _says_the_same(snapshot: Path, recipe: Recipe) -> bool:
    """Whether a snapshot was made of the same lists, program, files and entries, with the same plans left out."""
    plans = recipe.reference.tables["plans"]
    until = recipe.plans_known_until
    issued = zip(plans["plan_code"], plans["issued_on"], strict=True)
    known = sorted(code for code, day in issued if until is None or not isinstance(day, str) or day <= f"{until:%Y-%m-%d}")
    if not snapshot.is_file():
        return False
    try:
        with duckdb.connect(str(snapshot), read_only=True) as connection:
            digests = connection.execute("select source_digest from log.snapshot").fetchall()
            codes = connection.execute("select plan_code from ref.plans").fetchall()
    except duckdb.Error:
        return False
    return digests == [(recipe.sources.digest,)] and sorted(code for (code,) in codes) == known


def _sources_in(snapshot: Path) -> Sources | None:
    """What a snapshot was made of; None when it cannot be read, is of an older program, or is half empty inside."""
    try:
        with duckdb.connect(str(snapshot), read_only=True) as connection:
            lists_and_program_digest, files_digest, newest_file_no = connection.execute(
                "select lists_and_program_digest, files_digest, newest_file_no from log.snapshot where as_of is null"
            ).fetchall()[0]
            total, free = connection.execute("select total_blocks, free_blocks from pragma_database_size()").fetchall()[0]
    except (duckdb.Error, IndexError):
        return None
    return None if free > total / 2 else Sources(lists_and_program_digest, files_digest, newest_file_no)


def _renewed(
    aside: Path, in_force: Path, scope: Scope, ledger: Ledger, recipe: Recipe, progress: Callable[[str], None]
) -> bool:
    """Whether the snapshot could be made from the one in force: when that is damaged, the ledger still has everything."""
    try:
        renew(aside, in_force, scope, ledger, recipe, progress)
    except (duckdb.Error, PublicationError) as error:
        _log.warning("%s cannot be renewed: %s", in_force.name, error)
        remove(aside)
        return False
    return True


def _refresh_warehouse(data: DataDir, snapshot_id: str, told: Told) -> bool:
    """Copies the snapshot to the name analysts know; False when it cannot be replaced now (held open on Windows, disk full).

    A copy, so that nobody who makes it writable can reach the snapshot itself.
    """
    source = data.snapshot(snapshot_id)
    if _same_age_and_size(source, data.warehouse):
        return True
    part = data.root / ".warehouse.part"
    try:
        if data.warehouse.is_dir() and (aside := set_aside(data.warehouse)):
            told(f"{data.warehouse} là một thư mục; đã đổi tên thành {aside.name}.")
        remove(part)
        shutil.copy2(source, part)
        part.chmod(READ_ONLY)
        # A log left by somebody's writing session would be replayed onto the new file.
        remove(data.root / "warehouse.duckdb.wal")
        if os.name == "nt" and data.warehouse.exists():
            data.warehouse.chmod(WRITABLE)
        part.replace(data.warehouse)
    except OSError:
        # Analysts keep the copy they have; the snapshot itself is in force already.
        with contextlib.suppress(OSError):
            remove(part)
        return False
    return True


def _same_age_and_size(one: Path, other: Path) -> bool:
    if not other.exists():
        return False
    a, b = one.stat(), other.stat()
    return (a.st_mtime_ns, a.st_size) == (b.st_mtime_ns, b.st_size)


def _forget_old(data: DataDir, in_force: str, damaged: str | None) -> None:
    """Keeps the newest publications, and none that was made again; one that somebody still reads (Windows) goes the next time."""
    for name in [*publications(data)[:-KEPT_SNAPSHOTS], *([damaged] if damaged else [])]:
        if name != in_force:
            try:
                remove(data.snapshot(name))
            except PermissionError:
                continue
    for left in data.snapshots.glob(".*.building*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            remove(left)
