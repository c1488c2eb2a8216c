"""Tells which sheet of a workbook plays which part in its form, by name first and by content where a name is new."""

from dataclasses import dataclass, field

from etl.reading.findings import Findings, quote
from etl.reading.lists import Lists
from etl.reading.tables import FoundTable, find_table
from etl.reading.workbook import Sheet, SheetTooLarge, Workbook
from etl.template.forms import Form, Table
from etl.vietnamese.folding import fold

#: Columns that name what a row is of.
_KEYS = ("code", "number", "name")


@dataclass
class Roles:
    """The sheets of a workbook: one for each single role, and a list of the sheets that hold a field's figures.

    `second`: a sheet that names an office and a time once more, as in a workbook that two offices share.

    `unread_fields`: those whose sheet is there and was not read, for a reason that was noted.
    """

    single: dict[str, Sheet] = field(default_factory=dict)
    fields: list[tuple[Sheet, str | None]] = field(default_factory=list)
    unread_fields: set[str] = field(default_factory=set)
    second: Sheet | None = None


def assign_roles(book: Workbook, form: Form, lists: Lists, findings: Findings) -> Roles:
    """Finds the sheets of a form; a hidden or unknown sheet is named in a warning and not read.

    A hidden sheet that belongs to the form is read, and is an error when it holds anything: what is on it would be
    loaded though nobody sees or prints it.
    """
    names = {fold(spelling): role for role, shape in form.sheets.items() for spelling in shape.spellings if spelling}
    roles = Roles()
    strangers: list[str] = []
    for name in book.names:
        key = fold(name)
        role, field_code = names.get(key), lists.field_keys.get(key) if "field" in form.sheets else None
        if role is None and field_code is None:
            strangers.append(name)
        elif role == "lookup":
            continue
        elif (sheet := open_sheet(book, name, form, findings)) is None:
            roles.unread_fields |= {field_code} if field_code else set()
        elif role is not None and role in roles.single:
            _note_repeated(sheet, role, form, roles, findings)
        elif role is not None:
            roles.single[role] = sheet
        elif field_code is not None:
            roles.fields.append((sheet, field_code))
    for name in strangers:
        _place_stranger(book, name, form, roles, findings)
    return roles


def open_sheet(book: Workbook, name: str, form: Form, findings: Findings) -> Sheet | None:
    """A sheet, or None with the problem noted when it goes beyond the form's limits."""
    try:
        return book.sheet(name, form.limits.rows, form.limits.columns)
    except SheetTooLarge as large:
        findings.add_at(
            "sheet_too_large",
            f"Trang {quote(name)} có nội dung ở ô {large.cell}{f' (ghi {quote(large.text)})' if large.text else ''}, quá xa bảng; biểu "
            f"nhiều nhất {form.limits.rows} dòng và {form.limits.columns} cột. Hãy xoá ô ấy (cả dòng hoặc cả cột thừa), lưu rồi gửi lại.",
            Sheet(name, []), large.cell,
        )  # fmt: skip
        return None


def _place_stranger(book: Workbook, name: str, form: Form, roles: Roles, findings: Findings) -> None:
    """A sheet whose name says nothing is taken for what it holds, unless it is hidden."""
    named = Sheet(name, [])
    if name in book.hidden:
        findings.add("hidden_sheet", f"Trang {quote(name)} đang ẩn và không thuộc biểu mẫu nên không được đọc.", named, severity="warning")
        return
    sheet = open_sheet(book, name, form, findings)
    if sheet is None or not sheet.rows:
        return
    for table in form.tables.values():
        if not _has_table(sheet, table):
            continue
        if table.sheet == "field":
            roles.fields.append((sheet, None))
        elif table.sheet not in roles.single:
            roles.single[table.sheet] = sheet
        else:
            _note_repeated(sheet, table.sheet, form, roles, findings)
        return
    if _has_facts(sheet, form):
        if "info" in roles.single:
            roles.second = roles.second or sheet
        else:
            roles.single["info"] = sheet
        return
    if any(text for _, _, text in sheet.texts(0, len(sheet.rows))):
        findings.add("unknown_sheet", f"Trang {quote(name)} không thuộc biểu mẫu nên không được đọc.", named, severity="warning")


def _note_repeated(sheet: Sheet, role: str, form: Form, roles: Roles, findings: Findings) -> None:
    """Notes a sheet whose part another plays already, when its table holds something: nobody could tell which of them is right."""
    for table in form.tables.values():
        found = find_table(sheet, table) if table.sheet == role else None
        if found is None:
            continue
        rows = range(found.first_row, len(sheet.rows))
        # Keys and names alone are a list to look codes up in, such as a copy of the form's own.
        said = [column for name, column in found.columns.items() if name not in _KEYS]
        if any(not sheet.is_blank(row, column) for row in rows for column in said):
            findings.add(
                "sheet_repeated",
                f"Trang {quote(sheet.name)} là trang “{form.sheets[role].header}” thứ hai, trang đầu là {quote(roles.single[role].name)}; "
                "hãy giữ một trang và xoá trang kia.",
                sheet,
            )  # fmt: skip
            return


def _has_table(sheet: Sheet, table: Table) -> bool:
    found: FoundTable | None = find_table(sheet, table)
    if found is None:
        return False
    required = {name for name, column in table.columns.items() if column.is_required and column.header[:1] != "("}
    return required <= set(found.columns)


def _has_facts(sheet: Sheet, form: Form) -> bool:
    from etl.reading.facts import fact_labels

    labels = fact_labels(form, "info")
    found = {labels.get(fold(text.partition(":")[0])) for _, _, text in sheet.texts(0, len(sheet.rows))}
    return len(found - {None}) >= 3


def note_hidden(sheet: Sheet, has_content: bool, findings: Findings) -> None:
    """Notes a hidden sheet of the form: an error when it holds something."""
    if not sheet.is_hidden:
        return
    if has_content:
        message = f"Trang {quote(sheet.name)} của biểu đang ẩn nhưng có số liệu; hãy bỏ ẩn để người ký thấy."
        findings.add("hidden_form_sheet", message, sheet)
    else:
        findings.add("hidden_sheet", f"Trang {quote(sheet.name)} của biểu đang ẩn và không có số liệu.", sheet, severity="warning")
