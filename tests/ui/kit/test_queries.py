"""One door to the snapshots: the pointer is followed, rows are filtered and ordered, nothing else can be asked."""

import threading
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from common.published import UnknownName
from tests.ui import published as made
from ui.kit import queries

pytestmark = pytest.mark.slow


def test_without_a_publication_there_is_no_snapshot(data_folder: Path):
    with pytest.raises(queries.NoSnapshot):
        queries.current()


def test_a_pointer_to_a_file_that_is_gone_is_no_snapshot(data_folder: Path):
    (data_folder / "snapshots").mkdir()
    (data_folder / "snapshots" / "CURRENT").write_text("gone", encoding="utf-8")
    with pytest.raises(queries.NoSnapshot):
        queries.current()


def test_the_pointer_is_followed_and_the_older_snapshot_still_reads_as_it_was(data_folder: Path):
    first = made.publish(data_folder, "a")
    before = queries.read(first, "mart.submission_status", where={"status": "missing"})
    second = made.publish(data_folder, "b", missing=set())
    assert queries.current() == second != first
    assert len(queries.read(second, "mart.submission_status", where={"status": "missing"})) == 0
    assert len(before) == 1
    pd.testing.assert_frame_equal(before, queries.read(first, "mart.submission_status", where={"status": "missing"}))


def test_rows_are_filtered_and_ordered(published: Path):
    snapshot = queries.current()
    rows = queries.read(
        snapshot,
        "mart.attainment",
        columns=["unit_code", "indicator_code", "status"],
        where={"year": 2022, "quarter": 3, "unit_code": ["HS", "DT"], "status": ("!=", "met"), "denominator": None},
        order=["unit_code desc", "indicator_code"],
    )
    assert list(rows.columns) == ["unit_code", "indicator_code", "status"]
    assert len(rows) > 3 and set(rows["unit_code"]) == {"HS", "DT"} and "met" not in set(rows["status"])
    assert rows["unit_code"].is_monotonic_decreasing


def test_an_empty_list_matches_nothing_and_a_limit_holds(published: Path):
    snapshot = queries.current()
    assert queries.read(snapshot, "mart.unit", where={"unit_code": []}).empty
    assert len(queries.read(snapshot, "mart.unit", order=["list_order"], limit=2)) == 2


def test_dates_are_compared_as_dates(published: Path):
    rows = queries.read(queries.current(), "mart.overview", where={"period_to": (">=", date(2022, 5, 31))})
    assert sorted(rows["quarter"]) == [2, 3]


def test_names_sort_by_the_vietnamese_alphabet(published: Path):
    names = list(queries.read(queries.current(), "mart.unit", order=["unit_short_name vi"])["unit_short_name"])
    assert names.index("Can Lộc") < names.index("Đức Thọ") < names.index("H. Kỳ Anh") < names.index("Vũ Quang")


@pytest.mark.parametrize(
    ("table", "options"),
    [
        ("mart.nowhere", {}),
        ("main.attainment", {}),
        ("mart.unit", {"columns": ["count(*)"]}),
        ("mart.unit", {"where": {"1=1 or unit_code": "x"}}),
        ("mart.unit", {"order": ["random()"]}),
    ],
)
def test_only_names_that_are_published_can_be_asked_for(published: Path, table: str, options: dict):
    with pytest.raises(UnknownName):
        queries.read(queries.current(), table, **options)


def test_a_snapshot_id_cannot_leave_the_folder(published: Path):
    assert not queries.exists("../snapshots/" + "nowhere")
    with pytest.raises(queries.NoSnapshot):
        queries.read("../../etc/passwd", "mart.unit")


def test_one_row_is_one_row(published: Path):
    snapshot = queries.current()
    assert queries.one(snapshot, "log.snapshot")["snapshot_id"] == snapshot
    assert queries.one(snapshot, "mart.unit", where={"unit_code": "nowhere"}) is None
    with pytest.raises(ValueError, match="13 rows"):
        queries.one(snapshot, "mart.unit")


def test_callers_own_the_frame_they_get(published: Path):
    snapshot = queries.current()
    mine = queries.read(snapshot, "mart.unit")
    mine["unit_code"] = "spoiled"
    assert "spoiled" not in set(queries.read(snapshot, "mart.unit")["unit_code"])


def test_many_threads_read_the_same_snapshot_right(published: Path):
    snapshot = queries.current()
    seen: list[tuple[str, int]] = []

    def work(unit: str) -> None:
        for quarter in (1, 2, 3):
            rows = queries.read(snapshot, "mart.attainment", where={"unit_code": unit, "year": 2022, "quarter": quarter})
            seen.extend((unit, len(rows)) for _ in [0] if set(rows["unit_code"]) == {unit})

    threads = [threading.Thread(target=work, args=(unit[0],)) for unit in made.UNITS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 3 * len(made.UNITS)
    assert {count for _, count in seen} == {len(made.indicators())}


def test_connections_of_old_snapshots_are_let_go(data_folder: Path):
    ids = [made.publish(data_folder, f"s{number}", missing=set()) for number in range(queries.KEPT_OPEN + 2)]
    for each in ids:
        queries.read(each, "mart.unit")
    handles = Path("/proc/self/fd")
    if handles.is_dir():  # where the system can tell
        held = {str(handle.resolve()) for handle in handles.iterdir() if ".duckdb" in str(handle.resolve())}
        assert len(held) == queries.KEPT_OPEN
    for each in ids:
        assert len(queries.read(each, "mart.unit")) == len(made.UNITS)


KINDS = """
    select * from (values
        (1, 1::bigint, 1::utinyint, 1.25::decimal(26, 4), 0.1::double, 'Đức Thọ', true, date '2022-08-31', timestamp '2022-09-05 08:30:00'),
        (null, null, null, null, null, null, null, null, null),
        (2, 2, 2, 2.5, 0.2, 'a', false, date '2022-09-01', timestamp '2022-09-05 08:30:01')
    ) as kinds (i, b, u, d, f, s, t, day, moment)
"""


@pytest.mark.parametrize("which", ["true", "i = 1", "i is null", "i is not null", "i = 9"], ids=["all", "one", "missing", "known", "none"])
def test_columns_are_what_duckdbs_own_frames_have(which: str):
    with duckdb.connect() as connection:
        columns = connection.execute(f"{KINDS} where {which}").fetchnumpy()
        frame = connection.execute(f"{KINDS} where {which}").df()
    frame["s"] = frame["s"].astype(object)
    for name, values in columns.items():
        pd.testing.assert_series_equal(queries._series(values), frame[name], check_names=False)


def test_rows_are_those_of_the_frame(published: Path):
    snapshot = queries.current()
    for table, columns in queries.tables(snapshot).items():
        for limit in (None, 1):
            rows = queries.rows(snapshot, table, order=columns, limit=limit)
            # Written out, for what is missing is not equal to itself.
            assert repr(rows) == repr(queries.records(queries.read(snapshot, table, order=columns, limit=limit))), table


def test_one_reader_takes_one_processor(published: Path):
    with queries._connection(str(queries.file_of(queries.current()))).cursor() as cursor:
        assert cursor.execute("select current_setting('threads')").fetchall() == [(1,)]
