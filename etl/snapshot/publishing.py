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

from common.files import READ_ONLY, WRITABLE, remove, write_whole
from common.paths import DataDir
from etl.ledger.kept_lists import Bases, Basis
from etl.ledger.ledger import Ledger
from etl.snapshot.building import Recipe, build, renew
from etl.snapshot.checks import PublicationError
from etl.snapshot.scope import Extent
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
    basis: Basis,
    now: datetime.datetime,
    progress: Callable[[str], None] = lambda step: None,
    anew: bool = False,
) -> Published:
    """Makes and checks a snapshot of everything in the ledger and puts it in force.

    Nothing happens when the sources are those of the snapshot in force, unless it is to be made `anew`, whole. Raises
    PublicationError, and leaves what was in force, when a check fails.
    """
    data.snapshots.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(data)
    in_force = data.snapshot_in_force()
    with ledger.open() as tables:
        sources = sources_of(tables, basis.reference)
        if in_force and not anew and in_force.endswith(sources.digest[:16]):
            return Published(in_force, False, _refresh_warehouse(data, in_force))
        old = None if anew or in_force is None else _sources_in(data.snapshot(in_force))
        extent = touched(tables, basis.reference, old, sources) if old else Extent()
    recipe = Recipe(f"{now:%Y%m%dT%H%M%S}-{sources.digest[:16]}", now, basis.reference, sources)
    aside = data.snapshots / f".{recipe.snapshot_id}.building"
    remove(aside)
    try:
        previous = data.snapshot(in_force) if in_force else None
        if not (previous and not extent.is_all and _renewed(aside, previous, extent, ledger, recipe, progress)):
            build(aside, previous, ledger, recipe, progress)
        aside.chmod(READ_ONLY)
        aside.replace(data.snapshot(recipe.snapshot_id))
    finally:
        remove(aside)
    Bases(data).published(now, basis, recipe.snapshot_id)
    write_whole(data.pointer, f"{recipe.snapshot_id}\n".encode())
    is_current = _refresh_warehouse(data, recipe.snapshot_id)
    _forget_old(data, recipe.snapshot_id)
    return Published(recipe.snapshot_id, True, is_current)


def publish_as_of(
    data: DataDir,
    past: Ledger,
    basis: Basis,
    lists_published_at: datetime.datetime | None,
    now: datetime.datetime,
    as_of: datetime.datetime,
    output: Path | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> Path:
    """Builds the snapshot as known at `as_of` and gives its file; what is in force stays in force.

    `past` holds what had been received by then and the verdicts of then, `basis` the lists of then as far as they are known
    (see `Recipe`). The file goes to `output`, else among the snapshots under a name of its own, where it stays until
    somebody deletes it. Raises PublicationError as `publish` does.
    """
    with past.open() as tables:
        sources = sources_of(tables, basis.reference)
    snapshot_id = f"{AS_OF}{as_of:%Y%m%dT%H%M%S}-{sources.digest[:16]}"
    recipe = Recipe(snapshot_id, now, basis.reference, sources, as_of, lists_published_at)
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
            basis_digest, files_digest, newest_file_no = connection.execute(
                "select basis_digest, files_digest, newest_file_no from log.snapshot where as_of is null"
            ).fetchall()[0]
            total, free = connection.execute("select total_blocks, free_blocks from pragma_database_size()").fetchall()[0]
    except (duckdb.Error, IndexError):
        return None
    return None if free > total / 2 else Sources(basis_digest, files_digest, newest_file_no)


def _renewed(
    aside: Path, in_force: Path, extent: Extent, ledger: Ledger, recipe: Recipe, progress: Callable[[str], None]
) -> bool:
    """Whether the snapshot could be made from the one in force: when that is damaged, the ledger still has everything."""
    try:
        renew(aside, in_force, extent, ledger, recipe, progress)
    except (duckdb.Error, PublicationError) as error:
        _log.warning("%s cannot be renewed: %s", in_force.name, error)
        remove(aside)
        return False
    return True


def _refresh_warehouse(data: DataDir, snapshot_id: str) -> bool:
    """Copies the snapshot to the name analysts know; False when it cannot be replaced now (held open on Windows, disk full).

    A copy, so that nobody who makes it writable can reach the snapshot itself.
    """
    source = data.snapshot(snapshot_id)
    if _same_age_and_size(source, data.warehouse):
        return True
    part = data.root / ".warehouse.part"
    try:
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


def _forget_old(data: DataDir, in_force: str) -> None:
    """Keeps the newest publications; one that somebody still reads (Windows) goes the next time."""
    publications = (path.stem for path in data.snapshots.glob("*.duckdb") if not path.stem.startswith(AS_OF))
    kept = sorted(publications, reverse=True)
    for name in kept[KEPT_SNAPSHOTS:]:
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
