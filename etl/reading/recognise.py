"""Tells which form a workbook is: by the mark it carries, else by the labels and sheets it has."""

from collections.abc import Mapping

from common.spreadsheet import address
from etl.problems import Problem
from etl.reading.facts import fact_labels, find_facts
from etl.reading.findings import quote
from etl.reading.lists import Lists
from etl.reading.workbook import Sheet, SheetTooLarge, Workbook
from etl.template.forms import Form
from etl.vietnamese.folding import fold

_ENOUGH = 3


def recognise(book: Workbook, forms: Mapping[str, Form], lists: Lists) -> tuple[Form | None, list[Problem]]:
    """The form of a workbook, or None; with the problems met in finding out."""
    if book.is_list_of_faults:
        return None, [
            Problem(
                "error", "returned_list",
                "Tệp này là bản liệt kê lỗi mà hệ thống đã trả lại, không có số liệu; hãy sửa trong tệp của chính đơn vị rồi gửi lại "
                "tệp ấy.",
            )
        ]  # fmt: skip
    for form in forms.values():
        if (mark := book.defined_text(form.defined_name)) and mark.partition("/")[0] == form.form_code:
            # Nobody sees the mark: what stands on the page holds as well.
            return form, _judge_version(form, mark, None, None) or _stated_version(form, _info_sheet(book, form)) or []
    info = {form.form_code: _info_sheet(book, form) for form in forms.values()}
    for form in forms.values():
        if (stated := _stated_version(form, info[form.form_code])) is not None:
            return form, stated
    scores = {form.form_code: _score(book, form, info[form.form_code], lists) for form in forms.values()}
    best = max(forms.values(), key=lambda form: scores[form.form_code])
    if scores[best.form_code] >= _ENOUGH:
        return best, []
    known = ", ".join(f"{form.title} ({form.marker})" for form in forms.values())
    sheets = ", ".join(quote(name) for name in book.names[:5]) or "không có trang nào"
    return None, [
        Problem(
            "error", "unknown_form",
            f"Không nhận ra biểu mẫu (các trang của tệp: {sheets}); các biểu nhận được: {known}. Hãy dùng đúng biểu đã cấp.",
        )
    ]  # fmt: skip


def _stated_version(form: Form, sheet: Sheet | None) -> list[Problem] | None:
    """What is wrong with the version that the front page states; None where it names no such form."""
    place = find_facts({"info": sheet}, form).get("form") if sheet else None
    if place is None or fold(place.text.partition("/")[0]) != fold(form.form_code):
        return None
    return _judge_version(form, place.text, place.sheet.name, address(place.row, place.column))


def _judge_version(form: Form, mark: str, sheet: str | None, cell: str | None) -> list[Problem]:
    version = mark.partition("/")[2].strip()
    if version in ("", str(form.version)):
        return []
    message = f"Tệp theo mẫu {quote(mark)}, mẫu đang dùng là “{form.marker}”; hãy chép số liệu vào mẫu đang dùng."
    return [Problem("error", "form_version", message, sheet, cell)]


def _info_sheet(book: Workbook, form: Form) -> Sheet | None:
    names = {fold(spelling) for spelling in form.sheets["info"].spellings}
    for name in book.names:
        if fold(name) in names:
            try:
                return book.sheet(name, form.limits.rows, form.limits.columns)
            except SheetTooLarge:
                return None
    return None


def _score(book: Workbook, form: Form, info: Sheet | None, lists: Lists) -> int:
    """How many of a form's labels and sheets a workbook has; the sheets that forms share count for little."""
    labels = fact_labels(form, "info")
    found = {labels.get(fold(text.partition(":")[0])) for _, _, text in info.texts(0, len(info.rows))} if info else set()
    names = {fold(name) for name in book.names}
    own = sum(
        2 for role, shape in form.sheets.items()
        if role not in ("info", "lookup") and names & {fold(spelling) for spelling in shape.spellings if spelling}
    )  # fmt: skip
    fields = 1 if "field" in form.sheets and names & set(lists.field_keys) else 0
    return len(found - {None}) + own + 2 * fields
