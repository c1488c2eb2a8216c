"""A form's shape is data: it is read whole, and a fault in it is named."""

from pathlib import Path

import pytest
import yaml

from common.paths import SHIPPED
from etl.template.forms import FormError, read_form, read_forms

FORMS = SHIPPED / "forms"


def test_every_kind_of_workbook_has_its_form() -> None:
    forms = read_forms(FORMS)
    assert {kind: form.marker for kind, form in forms.items()} == {
        "quarterly": "BC-QUY/1",
        "collection": "TH-QUY/1",
        "plan": "KH-NAM/1",
        "inspection": "KT-DV/1",
    }


def test_no_two_columns_of_a_table_go_by_the_same_text() -> None:
    tables = [table for form in read_forms(FORMS).values() for table in form.tables.values()]
    assert tables
    for table in tables:
        spellings = [text.casefold() for column in table.columns.values() for text in column.spellings]
        assert len(spellings) == len(set(spellings)), table.name


def test_no_two_facts_of_a_sheet_go_by_the_same_text() -> None:
    for form in read_forms(FORMS).values():
        spellings = [(fact.sheet, text.casefold()) for fact in form.facts.values() for text in fact.spellings]
        assert spellings and len(spellings) == len(set(spellings)), form.form_code


def test_no_two_facts_stand_in_one_cell() -> None:
    for form in read_forms(FORMS).values():
        cells = [(fact.sheet, cell) for fact in form.facts.values() for cell in (fact.at, fact.cell)]
        assert len(cells) == len(set(cells)), form.form_code


def test_content_begins_under_the_row_that_numbers_the_columns() -> None:
    forms = read_forms(FORMS)
    assert forms["quarterly"].tables["figures"].first_row == 7
    assert forms["collection"].tables["figures"].first_row == 7  # its header takes two rows


def changed(path: Path, **values: object) -> Path:
    shape = yaml.safe_load((FORMS / "plan.yml").read_text(encoding="utf-8"))
    shape.update(values)
    written = {key: value for key, value in shape.items() if value is not None}
    path.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        ({"title": None}, "title"),
        ({"kind": "monthly"}, "monthly"),
        ({"facts": {"year": {"sheet": "nowhere", "label": "Năm"}}}, "nowhere"),
        ({"facts": {"year": {"sheet": "info", "label": "Năm", "type": "colour"}}}, "colour"),
        ({"facts": {"year": {"sheet": "info", "label": "Năm", "width": 3}}}, "width"),
        ({"limits": {"megabytes": 1}}, "sheets"),
        ({"sheets": {"info": {}}}, "info"),
    ],
)
def test_a_fault_names_the_file_and_what_is_wrong(tmp_path: Path, fault: dict[str, object], named: str) -> None:
    path = changed(tmp_path / "own.yml", **fault)
    with pytest.raises(FormError, match=named) as raised:
        read_form(path)
    assert "own.yml" in str(raised.value)


def test_a_file_that_is_no_yaml_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_text("a: [", encoding="utf-8")
    with pytest.raises(FormError, match=r"own\.yml"):
        read_forms(tmp_path)


def test_two_forms_of_one_kind_are_a_fault(tmp_path: Path) -> None:
    changed(tmp_path / "a.yml")
    changed(tmp_path / "b.yml", form_code="KH-KHAC")
    with pytest.raises(FormError, match=r"b\.yml"):
        read_forms(tmp_path)


def test_a_folder_without_forms_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FormError):
        read_forms(tmp_path)
