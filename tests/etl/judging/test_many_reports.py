"""A nation's figures for a year in one file, judged in little memory: no check holds every report against every other one."""

import datetime
import random
from pathlib import Path

import pytest

from common.paths import DataDir
from etl.judging.batch import Batch, BatchFile
from etl.lists.reference import read_reference
from etl.reading.reader import Reader
from etl.template.forms import read_forms
from tests.bench.national import write_figures, write_national

pytestmark = pytest.mark.slow
QUARTERS = [(2022, quarter) for quarter in (1, 2, 3, 4)]


def test_a_nation_of_reports_is_judged_in_little_memory(tmp_path: Path) -> None:
    """A copied report is found among 2,800, with no more room than the figures themselves take a few times."""
    write_national(tmp_path / "data", 700, range(2022, 2023))
    reference, forms = read_reference(tmp_path / "data" / "reference"), read_forms(DataDir(tmp_path / "data").forms)
    path = tmp_path / "2022.csv"
    write_figures(path, 700, QUARTERS, random.Random(2))
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("u699,2022,4,")]
    copied = [line.replace("u005,2022,4,", "u699,2022,4,") for line in lines if line.startswith("u005,2022,4,")]
    path.write_text("\n".join(kept + copied) + "\n", encoding="utf-8")

    batch = Batch(reference)
    batch.connection.execute("set memory_limit = '1 GB'; set max_temp_directory_size = '1 GB'")
    with Reader(reference, forms) as reader:
        batch.put_reading(BatchFile(1, path, path.name, datetime.datetime(2023, 1, 5)), reader.read(path))
    batch.judge()

    found = [problem.message for problem in batch.problems_of(1) if problem.code == "same_figures"]
    batch.close()
    assert len(found) == 1 and "Đơn vị số 5 " in found[0], found
