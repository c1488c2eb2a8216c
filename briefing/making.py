"""Makes a pack: the figures as known on a day, the content, every file, each checked before it is handed out."""

import datetime
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import msgspec

from briefing import text
from briefing.content.deciding import decide
from briefing.model import Pack
from briefing.reading import TABLES, opened
from briefing.render import notice_docx, packing, report_docx, slides_pptx, typst_source, workbook
from briefing.render.checks import Faulty, letter_faults, pdf_faults, picture_faults
from briefing.render.layout import Page
from briefing.render.layout import pages as laid_out
from common.files import read_file, sha256_of, write_whole
from common.paths import DataDir
from common.settings import settings_of
from common.shown import shown
from etl import __version__
from etl.commands.as_of import known_at
from etl.commands.diff import compare
from etl.snapshot.checks import PublicationError

#: What belongs to a pack and how it was made; written last: without it there is no pack.
MANIFEST = "pack.json"
PICTURES = ((1920, "png"), (3840, "png-2x"))
#: How many slides are drawn and looked at in one go, at the least: so few that all processors are done at the same time.
_AT_A_TIME = 4
#: How many such goes there are side by side.
_DRAWING = min(4, os.cpu_count() or 1)
Told = Callable[[str], None]


class BriefingSettings(msgspec.Struct, frozen=True):
    """What an office says of itself under ``briefing:`` in settings.yml."""

    office: str = text.WHOLE
    address: str = "http://127.0.0.1:8501"
    superior: str = ""
    issuer: str = ""
    place: str = ""


class NoSuchSlide(Exception):
    """A slide was picked that no pack has, or none that this pack has; the message names those it has, in Vietnamese."""


@dataclass(frozen=True)
class Made:
    """A pack in its folder; `is_new`: false when it was there already."""

    folder: Path
    title: str
    is_new: bool
    files: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What was known on a day, and on that of the briefing before (None: nothing yet)."""

    day: datetime.date
    since: datetime.date
    path: Path
    before: Path | None


def known(data: DataDir, day: datetime.date, since: datetime.date, now: datetime.datetime, told: Told = lambda step: None) -> Known:
    """The snapshots as known on both days. Raises PublicationError where nothing was known on the day, and what stops a load."""
    told(f"Số liệu như đã biết đến {day:%d/%m/%Y}")
    path = known_at(data, now, _end_of(day), TABLES)
    before = None
    told(f"Số liệu như đã biết đến {since:%d/%m/%Y}")
    with suppress(PublicationError):
        before = known_at(data, now, _end_of(since), ())
    return Known(day, since, path, before)


def units_of(seen: Known, province: str | None = None) -> list[str]:
    """The codes of the offices that were open in the newest quarter, in the order of names."""
    with opened(seen.path) as figures:
        where = {"province_code": province} if province else {}
        newest = figures.rows("mart.overview", where, ["year desc", "quarter desc"], limit=1)
        if not newest:
            return []
        at = {"year": newest[0]["year"], "quarter": newest[0]["quarter"], "expected": True, **where}
        return [row["unit_code"] for row in figures.rows("mart.submission_status", at, ["unit_short_name vi"])]


def content(data: DataDir, seen: Known, unit: str | None, slides: Sequence[str] = (), province: str | None = None) -> Pack:
    """What a pack says. `slides`: those picked, by key, in this order; none: all as decided. Raises NothingKnown, NoSuchSlide."""
    own = settings_of(data, "briefing", BriefingSettings)
    rows = None if seen.before is None else [] if seen.before == seen.path else _changes(seen.before, seen.path)
    with opened(seen.path) as figures:
        pack = decide(figures, seen.day, seen.since, rows, unit, province, own.office, own.address)
    return _chosen(pack, slides)


@lru_cache(maxsize=1)
def _changes(before: Path, after: Path) -> list[dict[str, Any]]:
    """Rows of ``log.change`` between two snapshots, which never change: one comparison serves the packs of all offices."""
    return [{**row, "_source": "log.change"} for row in compare(before, after).rows]


def _chosen(pack: Pack, slides: Sequence[str]) -> Pack:
    """A slide that this pack lacks, as one of an office that needs no attention this week, is left out without a word."""
    by_key = {slide.key: slide for slide in pack.slides}
    keys = [key for key in dict.fromkeys(slides) if key in by_key]
    unknown = [key for key in slides if key not in by_key and key.split("-")[0] not in text.TITLES]
    if unknown or (slides and not keys):
        names = ", ".join(f"{key} ({slide.title})" for key, slide in by_key.items())
        raise NoSuchSlide(f"Không có trang “{shown(', '.join(unknown or slides), 200)}”. Bộ tài liệu này có: {names}.")
    offered = tuple((key, slide.title) for key, slide in by_key.items())
    annex = pack.annex if not keys or "headline" in keys else None
    return replace(pack, slides=tuple(by_key[key] for key in keys or by_key), offered=offered, annex=annex)


def make(
    data: DataDir, seen: Known, folder: Path, unit: str | None = None, province: str | None = None, told: Told = lambda step: None,
    slides: Sequence[str] = (),
) -> Made:  # fmt: skip
    """Makes a pack in a folder, or leaves it when nothing it is made of has changed.

    Raises NothingKnown, NoSuchSlide, Faulty (nothing is written then), SettingsError and OSError.
    """
    key = _key(data, seen, unit, province, slides)
    if there := _there(folder, key):
        return Made(folder, there["title"], False, tuple(there["files"]))
    told("Nội dung")
    pack = content(data, seen, unit, slides, province)
    pages = laid_out(pack)
    files = _files(pack, pages, settings_of(data, "briefing", BriefingSettings), told)
    for old in [path for _, kind in PICTURES for path in (folder / kind).glob("*.png")]:
        old.unlink()
    for name, made in files.items():
        write_whole(folder / name, made)
    digests = {name: hashlib.sha256(made).hexdigest() for name, made in sorted(files.items())}
    facts = {
        "key": key, "title": pack.title, "stamp": pack.stamp.line,
        "slides": [{"key": slide.key, "title": slide.title, "lead": list(slide.lead), "remark": slide.remark} for slide in pack.slides],
        "pages": [{"name": page.name, "slide": page.slide.key} for page in pages],
        "offered": [{"key": name, "title": title} for name, title in pack.offered],
        "files": digests,
    }  # fmt: skip
    write_whole(folder / MANIFEST, json.dumps(facts, ensure_ascii=False, indent=1).encode())
    return Made(folder, pack.title, True, tuple(digests))


def _files(pack: Pack, pages: list[Page], own: BriefingSettings, told: Told) -> dict[str, bytes]:
    """Every file of a pack by its name. Raises Faulty."""
    faults = list(letter_faults(pages))
    if faults:
        raise Faulty(faults)
    # What draws is no Python and leaves a processor to what writes office files.
    with ThreadPoolExecutor(_DRAWING) as beside:
        drawn = [beside.submit(job) for job in _drawing(pack, pages, told)]
        files = dict(_written(pack, pages, own, told))
        for each in drawn:
            try:
                files |= each.result()
            except Faulty as error:
                faults += error.faults
    if faults:
        raise Faulty(faults)
    return files


def _drawing(pack: Pack, pages: list[Page], told: Told) -> Iterator[Callable[[], dict[str, bytes]]]:
    """What is to be drawn, in parts that hang on no other; the largest pictures take longest, so they come first."""
    yield partial(_document, pack, pages, told)
    for width, kind in reversed(PICTURES):
        step = at_a_time(width, len(pages))
        for first in range(0, len(pages), step):
            yield partial(_pictures, pack, pages[first : first + step], width, kind, None if first else told)


def at_a_time(width: int, count: int) -> int:
    """How many of so many pictures are drawn in one go: large ones cost a quarter more by fours, small ones fill up what time is left."""
    return _AT_A_TIME if width < PICTURES[-1][0] or len(PICTURES) == 1 else max(_AT_A_TIME, -(-count // _DRAWING))


def _written(pack: Pack, pages: list[Page], own: BriefingSettings, told: Told) -> Iterator[tuple[str, bytes]]:
    day = pack.stamp.day
    told("Trang chiếu (PowerPoint)")
    yield "briefing.pptx", packing.settled(slides_pptx.presentation(pack, pages), day)
    told("Báo cáo (Word)")
    issuer = own.issuer or pack.issuer
    place = own.place or seat_of(issuer)
    yield "briefing.docx", packing.settled(report_docx.report(pack, own.superior, issuer, place), day)
    if pack.decided:
        notice = notice_docx.notice(pack.decided, day, own.superior, issuer, place)
        yield "ket-luan.docx", packing.settled(notice, day)
    told("Bảng số liệu (Excel)")
    yield "figures.xlsx", packing.settled(workbook.workbook(pack), day)


def seat_of(issuer: str) -> str:
    """Where an office is, as its name says: a document names the place it is written at."""
    found = re.search(r"(?:tỉnh|thành phố) (\w.*)", issuer)
    return found[1] if found else ""


def _document(pack: Pack, pages: list[Page], told: Told) -> dict[str, bytes]:
    told("Trang chiếu (PDF)")
    source = typst_source.document(pack, pages)
    with tempfile.TemporaryDirectory() as folder:
        draw = partial(typst_source.compiled, source, Path(folder), "pdf")
        return {"briefing.pdf": _sound(draw, lambda made: list(pdf_faults(made[0], pages)))[0]}


def _pictures(pack: Pack, pages: list[Page], width: int, kind: str, told: Told | None) -> dict[str, bytes]:
    if told:
        told(f"Ảnh {width}×{width * 9 // 16}")
    source = typst_source.document(pack, pages)
    with tempfile.TemporaryDirectory() as folder:
        draw = partial(typst_source.compiled, source, Path(folder), "png", width * 72 // 960)
        drawn = _sound(draw, partial(_faults_of, pages, width))
    return {f"{kind}/{page.name}.png": picture for page, picture in zip(pages, drawn, strict=True)}


def _faults_of(pages: list[Page], width: int, pictures: list[bytes]) -> list[str]:
    return [fault for page, picture in zip(pages, pictures, strict=True) for fault in picture_faults(picture, page, width)]


def _sound(make_it: Callable[[], list[bytes]], faults_of: Callable[[list[bytes]], list[str]]) -> list[bytes]:
    """What was made without a fault, at the second try if need be. Raises Faulty."""
    faults: list[str] = []
    for _ in range(2):
        made = make_it()
        faults = faults_of(made)
        if not faults:
            return made
    raise Faulty(faults)


def _key(data: DataDir, seen: Known, unit: str | None, province: str | None, slides: Sequence[str]) -> str:
    """Names everything a pack is made of."""
    own = settings_of(data, "briefing", BriefingSettings)
    made_of = [_made_of(path) if path else "" for path in (seen.path, seen.before)]
    said = [*made_of, seen.day, seen.since, unit, province, own, list(slides), __version__]
    digest = hashlib.sha256(repr(said).encode())
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".ttf"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=4)
def _made_of(path: Path) -> str:
    """The digest of what a snapshot was made of; its file never changes."""
    with opened(path) as figures:
        return str(figures.rows("log.snapshot")[0]["source_digest"])


def _there(folder: Path, key: str) -> dict[str, Any] | None:
    """What the folder's pack says of itself, if it was made of the same and every file is as it was written."""
    try:
        facts = json.loads(read_file(folder / MANIFEST))
        if facts["key"] != key or any(sha256_of(folder / name) != digest for name, digest in facts["files"].items()):
            return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return dict(facts)


def _end_of(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(23, 59, 59))
