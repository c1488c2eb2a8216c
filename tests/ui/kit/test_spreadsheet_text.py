"""One rule on text that a spreadsheet would run: the dashboard's downloads and the command line's exports agree on it."""

import csv
import io

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest

from common.spreadsheet import cleaned, neutralised
from tests.etl.snapshot.odd_snapshot import HARMLESS, HIDDEN, RUNNING
from ui.kit import table_files
from ui.lookup import answers


@pytest.mark.parametrize("text", [*RUNNING, *HIDDEN, *(text for text in HARMLESS if text)])
def test_a_downloaded_csv_says_what_an_exported_one_says(text: str) -> None:
    raw = table_files.csv_bytes(pd.DataFrame({"text": [text], "n": [-1]})).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(raw, newline="")))[1] == [neutralised(text), "-1"]


@pytest.mark.parametrize("text", [*RUNNING, *HIDDEN])
def test_a_downloaded_workbook_marks_the_cell_as_an_exported_one_does(text: str) -> None:
    raw = answers.xlsx_bytes(pa.table({"text": [text]}), {})
    cell = openpyxl.load_workbook(io.BytesIO(raw)).worksheets[0]["A2"]
    assert cell.data_type == "s" and cell.quotePrefix
    assert str(cell.value).replace("_x000D_", "\r") == cleaned(text), "a carriage return is written as its code"
