"""The shape of each workbook, read from `forms/*.yml`: its writer and its reader both go by it."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from common.converted import NotConvertible, converted
from common.files import read_file
from common.yaml_text import NotYaml, parse_yaml

Kind = Literal["quarterly", "collection", "plan", "inspection"]
ValueType = Literal["text", "code", "integer", "decimal", "date", "word"]
#: What people write for each code of a column or fact of type word; the first is what the form offers.
Words = dict[str, tuple[str, ...]]
_MOST_BYTES = 1 << 20


class FormError(Exception):
    """A form's shape cannot be used; the message is Vietnamese and names the file and the key."""


class _Shape(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What stands under one key of a form; a key that nobody knows is a fault."""


class Labelled(_Shape, frozen=True):
    """Something found by its text: `header` as printed, `synonyms` as people also write it."""

    header: str
    synonyms: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every accepted text, the printed one first; as written, to be folded before comparing."""
        return (self.header, *self.synonyms)


class SheetShape(Labelled, frozen=True, rename={"header": "name"}):
    """A sheet by its role. `header` is the name on its tab, or empty where each field has a sheet of its own."""

    header: str = ""
    role: str = ""
    name_from: str | None = None


class Fact(Labelled, frozen=True, rename={"header": "label", "name": "key"}):
    """A single value: its label stands in cell `at`, itself in `cell`, both as the writer places them.

    `words` as in `Column`.
    """

    header: str
    name: str = ""
    sheet: str = ""
    at: str = ""
    cell: str = ""
    type: ValueType = "text"
    is_required: bool = False
    is_input: bool = False
    words: Words = {}


class Column(Labelled, frozen=True, rename={"name": "key"}):
    """A column of a table. `number` is what the row under the header says; `width` is in characters.

    `words` says, for a column of type word, what people write for each code; the first is what the form offers.
    """

    name: str = ""
    number: str = ""
    type: ValueType = "text"
    width: float = 12
    is_required: bool = False
    is_input: bool = False
    words: Words = {}


class Table(_Shape, frozen=True, rename={"name": "key"}):
    """A table on every sheet of the role `sheet`; `header_rows` does not count the row that numbers the columns."""

    name: str
    sheet: str
    header_row: int
    columns: dict[str, Column]
    header_rows: int = 1
    spare_rows: int = 0

    @property
    def first_row(self) -> int:
        """The row where the writer puts the first line of content, 1-based."""
        return self.header_row + self.header_rows + 1


class Limits(_Shape, frozen=True):
    """A workbook beyond these is refused unread."""

    megabytes: float
    sheets: int
    rows: int
    columns: int


class Margins(_Shape, frozen=True):
    """The margins of a printed page."""

    top: float
    bottom: float
    left: float
    right: float


class Page(_Shape, frozen=True):
    """How it prints."""

    paper: str
    orientation: str
    margins_mm: Margins


class Style(_Shape, frozen=True):
    """What the writer draws with; colours are six hex digits, sizes are in points."""

    font: str
    size: float
    title_size: float
    ink: str
    input_fill: str
    head_fill: str
    rule: str


class Pairs(_Shape, frozen=True):
    """Which units of measure stand side by side, and the words by which the names of a pair may differ."""

    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


class Form(_Shape, frozen=True):
    """One kind of workbook. `sub_columns` (only, first, second) and `pairs` are of the collection workbook alone."""

    form_code: str
    version: int
    kind: Kind
    title: str
    defined_name: str
    limits: Limits
    sheets: dict[str, SheetShape]
    facts: dict[str, Fact]
    tables: dict[str, Table]
    page: Page
    style: Style
    sub_columns: dict[str, Labelled] = {}
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
        return _parsed(path.name, read_file(path, _MOST_BYTES).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FormError(f"{path.name}: không phải văn bản UTF-8; hãy lưu lại dạng UTF-8.") from error


@cache
def _parsed(file_name: str, text: str) -> Form:
    """Cached by content: a load opens thousands of workbooks against the same few forms."""
    try:
        return _form(parse_yaml(text))
    except NotYaml as error:
        raise FormError(f"{file_name}{f', dòng {error.line}' if error.line else ''}: {error.said}.") from error
    except NotConvertible as error:
        raise FormError(f"{file_name}: {error}.") from error


def _form(given: Any) -> Form:
    if not isinstance(given, dict):
        raise NotConvertible("cần các dòng “tên: giá trị”")
    parts = {
        "sheets": _each(given, "sheets", SheetShape, "role"),
        "facts": _each(given, "facts", Fact, "key"),
        "tables": _each(given, "tables", Table, "key"),
    }
    form = converted({**given, **parts}, Form, words_for_numbers=True)
    for name, sheet in [(f"facts.{each.name}", each.sheet) for each in form.facts.values()] + [
        (f"tables.{each.name}", each.sheet) for each in form.tables.values()
    ]:
        if sheet not in form.sheets:
            raise NotConvertible(f"{name}.sheet: “{sheet}” phải là một trong {', '.join(form.sheets)}")
    return form


def _each(given: dict[str, Any], part: str, kind: type[Struct], key: str) -> dict[str, Struct]:
    """The entries of one part, each looked at by itself so that a fault names it, and told the key it stands under."""
    entries = converted(given.get(part) or {}, dict[str, dict[str, Any]], part)
    found: dict[str, Struct] = {}
    for name, values in entries.items():
        where = f"{part}.{name}"
        if kind is Table and "columns" in values:
            values = {**values, "columns": _each(values, "columns", Column, "key")}
        if kind is SheetShape and not values.get("name") and not values.get("name_from"):
            raise NotConvertible(f"{where}: thiếu dòng “name”")
        found[name] = converted({**values, key: name}, kind, where, words_for_numbers=True)
    return found
