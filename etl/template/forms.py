"""The shape of each workbook, read from `forms/*.yml`: its writer and its reader both go by it."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

from etl.lists.yaml_text import parse_yaml

Kind = Literal["quarterly", "collection", "plan", "inspection"]
ValueType = Literal["text", "code", "integer", "decimal", "date", "word"]


class FormError(Exception):
    """A form's shape cannot be used; the message is Vietnamese and names the file and the key."""


@dataclass(frozen=True)
class Labelled:
    """Something found by its text: `header` as printed, `synonyms` as people also write it."""

    header: str
    synonyms: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every accepted text, the printed one first; as written, to be folded before comparing."""
        return (self.header, *self.synonyms)


@dataclass(frozen=True)
class SheetShape(Labelled):
    """A sheet by its role. `header` is the name on its tab, or empty where each field has a sheet of its own."""

    role: str = ""
    name_from: str | None = None


@dataclass(frozen=True)
class Fact(Labelled):
    """A single value: its label stands in cell `at`, itself in `cell`, both as the writer places them.

    `words` as in `Column`.
    """

    name: str = ""
    sheet: str = ""
    at: str = ""
    cell: str = ""
    type: ValueType = "text"
    is_required: bool = False
    is_input: bool = False
    words: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Column(Labelled):
    """A column of a table. `number` is what the row under the header says; `width` is in characters.

    `words` says, for a column of type word, what people write for each code; the first is what the form offers.
    """

    name: str = ""
    number: str = ""
    type: ValueType = "text"
    width: float = 12
    is_required: bool = False
    is_input: bool = False
    words: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Table:
    """A table on every sheet of the role `sheet`; `header_rows` does not count the row that numbers the columns."""

    name: str
    sheet: str
    header_row: int
    columns: dict[str, Column] = field(compare=False)
    header_rows: int = 1
    spare_rows: int = 0

    @property
    def first_row(self) -> int:
        """The row where the writer puts the first line of content, 1-based."""
        return self.header_row + self.header_rows + 1


@dataclass(frozen=True)
class Limits:
    """A workbook beyond these is refused unread."""

    megabytes: float
    sheets: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Page:
    """How it prints; margins in millimetres."""

    paper: str
    orientation: str
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True)
class Style:
    """What the writer draws with; colours are six hex digits, sizes are in points."""

    font: str
    size: float
    title_size: float
    ink: str
    input_fill: str
    head_fill: str
    rule: str


@dataclass(frozen=True)
class Pairs:
    """Which units of measure stand side by side, and the words by which the names of a pair may differ."""

    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """One kind of workbook. `sub_columns` (only, first, second) and `pairs` are of the collection workbook alone."""

    form_code: str
    version: int
    kind: Kind
    title: str
    defined_name: str
    limits: Limits
    sheets: dict[str, SheetShape] = field(compare=False)
    facts: dict[str, Fact] = field(compare=False)
    tables: dict[str, Table] = field(compare=False)
    page: Page
    style: Style
    sub_columns: dict[str, Labelled] = field(default_factory=dict, compare=False)
    pairs: Pairs = Pairs()
    of_which: tuple[str, ...] = ()

    @property
    def marker(self) -> str:
        """What a workbook of this form says it is, such as ``BC-QUY/1``."""
        return f"{self.form_code}/{self.version}"


def read_forms(folder: Path) -> dict[Kind, Form]:
    """The forms of a folder by kind; raises FormError when one cannot be used or two are of one kind."""
    forms: dict[Kind, Form] = {}
    for path in sorted(folder.glob("*.yml")):
        form = read_form(path)
        if form.kind in forms:
            raise FormError(f"{path.name}: đã có một biểu khác thuộc loại {form.kind}.")
        forms[form.kind] = form
    if not forms:
        raise FormError(f"Thư mục {folder} không có tệp mô tả biểu mẫu (.yml) nào.")
    return forms


def read_form(path: Path) -> Form:
    """One form's shape; raises FormError naming the file and the key."""
    try:
        return _parsed(path.name, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise FormError(f"{path.name}: không phải văn bản UTF-8; hãy lưu lại dạng UTF-8.") from error


@cache
def _parsed(file_name: str, text: str) -> Form:
    """Cached by content: a load opens thousands of workbooks against the same few forms."""
    try:
        given = parse_yaml(text)
    except yaml.YAMLError as error:
        raise FormError(f"{file_name}: không đọc được cú pháp YAML ({error}).") from error
    try:
        return _form(given)
    except KeyError as error:
        raise FormError(f"{file_name}: thiếu dòng {error}.") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise FormError(f"{file_name}: giá trị không dùng được ({error}).") from error


def _form(given: dict[str, Any]) -> Form:
    margins = given["page"]["margins_mm"]
    form = Form(
        form_code=str(given["form_code"]),
        version=int(given["version"]),
        kind=cast(Kind, _one_of(given["kind"], get_args(Kind))),
        title=given["title"],
        defined_name=given["defined_name"],
        limits=Limits(**given["limits"]),
        sheets={role: _sheet(role, **values) for role, values in given["sheets"].items()},
        facts={name: _fact(name, **values) for name, values in given["facts"].items()},
        tables={name: _table(name, **values) for name, values in given["tables"].items()},
        page=Page(given["page"]["paper"], given["page"]["orientation"], **margins),
        style=Style(**given["style"]),
        sub_columns={
            name: Labelled(values["header"], _texts(values.get("synonyms")))
            for name, values in (given.get("sub_columns") or {}).items()
        },
        pairs=Pairs(**{name: _texts(words) for name, words in (given.get("pairs") or {}).items()}),
        of_which=_texts(given.get("of_which")),
    )
    for sheet in [fact.sheet for fact in form.facts.values()] + [table.sheet for table in form.tables.values()]:
        _one_of(sheet, tuple(form.sheets))
    return form


def _sheet(role: str, name: str = "", synonyms: Any = None, name_from: str | None = None) -> SheetShape:
    if not name and not name_from:
        raise KeyError(f"sheets.{role}.name")
    return SheetShape(header=name, synonyms=_texts(synonyms), role=role, name_from=name_from)


def _fact(
    name: str, label: str, synonyms: Any = None, type: str = "text", words: dict[str, Any] | None = None, **rest: Any
) -> Fact:
    kind = cast(ValueType, _one_of(type, get_args(ValueType)))
    return Fact(header=label, synonyms=_texts(synonyms), name=name, type=kind, words=_words(words), **rest)


def _table(name: str, columns: dict[str, Any], **rest: Any) -> Table:
    return Table(name=name, columns={key: _column(key, **values) for key, values in columns.items()}, **rest)


def _column(
    name: str, header: str, synonyms: Any = None, type: str = "text", words: dict[str, Any] | None = None, **rest: Any
) -> Column:
    kind = cast(ValueType, _one_of(type, get_args(ValueType)))
    return Column(header=header, synonyms=_texts(synonyms), name=name, type=kind, words=_words(words), **rest)


def _words(given: dict[str, Any] | None) -> dict[str, tuple[str, ...]]:
    return {code: _texts(spellings) for code, spellings in (given or {}).items()}


def _texts(given: Any) -> tuple[str, ...]:
    return tuple(str(text) for text in given or ())


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"“{value}” phải là một trong {', '.join(allowed)}")
    return value
