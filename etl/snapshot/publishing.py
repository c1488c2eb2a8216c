"""Publication: a snapshot is built aside, checked, and put in force by moving a pointer."""

import contextlib
import datetime
import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from common.files import READ_ONLY, WRITABLE, remove, set_aside, sha256_of, write_whole
from common.paths import DataDir
from etl.ledger.kept_lists import KeptLists, ListState
from etl.ledger.ledger import Ledger, Told
from etl.snapshot.building import Recipe, build, renew
from etl.snapshot.checks import PublicationError
from etl.snapshot.scope import Scope
from etl.snapshot.sources import Sources, sources_of, touched

KEPT_SNAPSHOTS = 10
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
    with past.open() as tables:
        sources = sources_of(tables, lists.reference)
    snapshot_id = f"{AS_OF}{as_of:%Y%m%dT%H%M%S}-{sources.digest[:16]}"
    recipe = Recipe(snapshot_id, now, lists.reference, sources, as_of, lists_published_at)
    path = output or data.snapshot(recipe.snapshot_id)
    if output is None and path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.building")
    remove(aside)
    try:
        build(aside, None, past, recipe, progress)
        aside.chmod(READ_ONLY)
        aside.replace(path)
    finally:
        remove(aside)
    return path


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
