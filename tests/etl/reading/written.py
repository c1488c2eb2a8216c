"""Workbooks as offices would send them: written from the shipped forms for a few fields, then spoiled by a test."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from common.paths import SHIPPED
from etl.lists.reference import Reference, read_reference
from etl.problems import Problem
from etl.reading import Explanation, Reading
from etl.reading.lists import Lists
from etl.reading.worker import read_workbook
from etl.template.collection import write_collection_form
from etl.template.content import CollectionContent, FormContent, InspectionContent, PlanContent, PlanRow
from etl.template.forms import Form, Kind, read_forms
from etl.template.inspection import write_inspection_form
from etl.template.plan import write_plan_form
from etl.template.quarterly import write_quarterly_form

FIELDS = ("TB", "TT", "TA")
UNITS = ("436", "439", "447", "449")
UNIT, YEAR, QUARTER = "439", 2022, 1
Book = openpyxl.Workbook
Edit = Callable[[Book], object]


@cache
def reference() -> Reference:
    """The shipped lists, cut down to a few fields and units so that forms are quick to write."""
    whole = read_reference(SHIPPED / "reference")
    tables = dict(whole.tables)
    for name in ("fields", "data_elements", "indicators"):
        tables[name] = tables[name][tables[name]["field_code"].isin(FIELDS)].reset_index(drop=True)
    tables["units"] = tables["units"][tables["units"]["unit_code"].isin(UNITS)].reset_index(drop=True)
    aliases = tables["unit_aliases"]
    tables["unit_aliases"] = aliases[aliases["unit_code"].isin(UNITS) | aliases["unit_code"].isna()].reset_index(drop=True)
    return replace(whole, tables=tables)


@cache
def forms() -> dict[Kind, Form]:
    return read_forms(SHIPPED / "forms")


@cache
def lists() -> Lists:
    return Lists.of(reference())


@cache
def elements() -> tuple[str, ...]:
    return tuple(reference().tables["data_elements"]["data_element_code"])


FIGURES = {code: Decimal(place) for place, code in enumerate(elements(), 1)}
EXPLANATION = Explanation("TB02", "Vụ việc phức tạp", "Phân công lại", "Nguyễn Văn A", date(2022, 5, 31), None, None)
CONTENT = FormContent(
    figures=FIGURES,
    cumulatives=FIGURES,
    explanations=[EXPLANATION],
    prepared_by="Trần Thị B",
    signed_by="Nguyễn Văn A",
    signed_on=date(2022, 3, 4),
    tasks=[{"number": "NV01", "done": 12, "done_on": date(2022, 2, 25), "evidence": "Báo cáo số 20"}],
)
COLLECTED = CollectionContent(figures={"436": FIGURES, "439": {code: value + 1 for code, value in FIGURES.items()}})
PLANNED = PlanContent(
    number="15/KH-VKS",
    title="Kế hoạch công tác năm 2022",
    issued_on=date(2022, 1, 20),
    targets=[PlanRow("TB02", Decimal("92.5")), PlanRow("TB05", 2, phasing="each_quarter", due_on=date(2022, 11, 30))],
    signed_by="Nguyễn Văn A",
    spread_on=date(2022, 1, 17),
    spread_form="Hội nghị toàn đơn vị",
    issue_by=date(2022, 1, 24),
    tasks=[
        {
            "number": "NV01", "kind": "breakthrough", "field_code": "TB", "text": "Giải quyết dứt điểm tin báo quá hạn",
            "responsible": "Trần Thị B", "due_on": date(2022, 3, 31), "planned": 12,
        },
        {"number": "NV02", "kind": "assignment", "field_code": "TT", "text": "Phụ trách khâu truy tố", "responsible": "Lê Văn C"},
    ],
)
INSPECTED = InspectionContent(
    mode="direct",
    number="12/QĐ-VKS",
    decided_on=date(2022, 6, 6),
    team="Phan Thị G, Võ Văn H",
    received_on=date(2022, 6, 20),
    conclusion="Đơn vị cơ bản hoàn thành kế hoạch",
    findings=[
        {
            "number": "1", "kind": "shortcoming", "field_code": "TB", "indicator_code": "TB02", "text": "Hồ sơ kế hoạch thiếu biện pháp",
            "due_on": date(2022, 7, 31), "remedy": "Đã bổ sung", "remedied_on": date(2022, 7, 20), "verified_by": "Phan Thị G",
        },
        {"number": "2", "kind": "reminder", "text": "Chú ý kháng nghị phúc thẩm ngang cấp"},
    ],
)


@cache
def _bytes(kind: Kind) -> bytes:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        out = Path(folder) / "form.xlsx"
        if kind == "quarterly":
            write_quarterly_form(reference(), forms()[kind], UNIT, YEAR, QUARTER, out, CONTENT)
        elif kind == "collection":
            write_collection_form(reference(), forms()[kind], YEAR, QUARTER, out, COLLECTED)
        elif kind == "inspection":
            write_inspection_form(reference(), forms()[kind], UNIT, YEAR, out, INSPECTED)
        else:
            write_plan_form(reference(), forms()[kind], UNIT, YEAR, out, PLANNED)
        return out.read_bytes()


def written_book(kind: Kind) -> Book:
    """A form of the kind, filled, to take things from."""
    return openpyxl.load_workbook(io.BytesIO(_bytes(kind)))


def write(path: Path, kind: Kind, edit: Edit | None = None) -> Path:
    """A form of the kind, filled, and then changed by `edit`; `path` is a folder or the file itself."""
    out = path / f"{kind}.xlsx" if path.is_dir() else path
    if edit is None:
        out.write_bytes(_bytes(kind))
        return out
    book = written_book(kind)
    edit(book)
    book.save(out)
    return out


def read(path: Path) -> Reading:
    """The file as the reading process would read it, without the process."""
    return read_workbook(path, dict(forms()), lists())


def reading_of(folder: Path, kind: Kind, edit: Edit | None = None) -> Reading:
    return read(write(folder, kind, edit))


def setting(sheet: str, cells: dict[str, Any]) -> Edit:
    """An edit that puts values into cells."""

    def edit(book: Book) -> None:
        for address, value in cells.items():
            book[sheet][address] = value

    return edit


def problems_of(reading: Reading) -> list[Problem]:
    """Every problem of a file, those of its submissions and plans too."""
    parts = [*reading.submissions, *reading.plans]
    return reading.problems + [problem for part in parts for problem in part.problems]


def found(reading: Reading) -> list[tuple[str, str | None, str | None]]:
    """Code, sheet and cell of every problem."""
    return [(problem.code, problem.sheet, problem.cell) for problem in problems_of(reading)]


def errors(reading: Reading) -> list[tuple[str, str | None, str | None]]:
    """Code, sheet and cell of what refuses."""
    return [(p.code, p.sheet, p.cell) for p in problems_of(reading) if p.severity == "error"]


def message(reading: Reading, code: str) -> str:
    """The text of the only problem of this code."""
    (text,) = [problem.message for problem in problems_of(reading) if problem.code == code]
    return text


def figures(reading: Reading) -> Mapping[str, Decimal]:
    """Element to value of the only submission."""
    (submission,) = reading.submissions
    return {cell.data_element_code: cell.value for cell in submission.figures}


def records(reading: Reading) -> dict[tuple[str, str], dict[str, str | None]]:
    """What is said of each record: by its kind and the end of its key, the values by name."""
    said: dict[tuple[str, str], dict[str, str | None]] = {}
    for each in reading.records:
        said.setdefault((each.kind, each.record_key.partition("/2022/")[2] or each.record_key), {})[each.name] = each.value
    return said


def row_of(book: openpyxl.Workbook, sheet: str, code: str) -> int:
    """The row on which a code stands."""
    for cells in book[sheet].iter_rows():
        for cell in cells:
            if cell.value == code:
                return int(cell.row)
    raise AssertionError(f"{code} is not on {sheet}")
