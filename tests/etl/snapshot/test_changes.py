"""What changed between two publications: each kind of change, its sentence, its order, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from common.paths import DataDir
from etl.commands.diff import Changes, NotComparable, UnknownSnapshot, compare, find_snapshot
from tests.etl.small_world import FILES, small_world
from tests.world import Row, World, submission

pytestmark = pytest.mark.slow

Change = Callable[[World], object]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A reported the second quarter only: n 1 of d 10, k 1. B reported the first: n 7 of d 10."""
    return small_world(tmp_path_factory.mktemp("base"), "b.csv", "m1.csv").publish()


@pytest.fixture
def after(base: World, tmp_path: Path) -> Callable[[Change], Changes]:
    """Changes a copy of the base, publishes, and compares the two publications."""

    def run(change: Change) -> Changes:
        world = base.copy(tmp_path / "after")
        change(world)
        world.publish()
        return compare(base.current, world.current)

    return run


def of_kind(changes: Changes, *kinds: str) -> list[Row]:
    return [row for row in changes.rows if not kinds or row["kind"] in kinds]


def kinds(changes: Changes) -> list[tuple[str, str]]:
    return [(row["kind"], row["event"]) for row in changes.rows]


def sentences(changes: Changes, *kinds: str) -> list[str]:
    return [row["message"] for row in of_kind(changes, *kinds)]


def send(name: str, *lines: list[tuple[object, ...]]) -> Change:
    return lambda world: world.file(name, *(lines or FILES[name]))


def test_a_correction_shows_its_figures_and_the_statuses_it_turns(after: Callable[[Change], Changes]) -> None:
    changes = after(send("m2.csv"))
    assert kinds(changes) == [
        ("status", "better"), ("submission", "corrected"), ("figure", "changed"), ("file", "received"),
    ]  # fmt: skip
    turned = changes.rows[0]
    assert (turned["unit_code"], turned["indicator_code"], turned["year"], turned["quarter"]) == ("A", "R", 2022, 2)
    assert (turned["old_status"], turned["new_status"]) == ("behind", "met")
    assert (turned["old_numerator"], turned["old_denominator"], turned["new_numerator"]) == (1, 10, 8)
    assert (turned["old_value"], turned["new_value"], turned["file"]) == (10, 80, "m2.csv")
    assert sentences(changes) == [
        "A, quý II/2022: Chỉ tiêu R chuyển từ Chậm tiến độ 10,0% (1/10) sang Đạt 80,0% (8/10); mức 80%.",
        "A, quý II/2022: báo cáo lần 2 thay lần 1, 1 số liệu đổi.",
        "A, quý II/2022: Số n từ 1 thành 8 vụ.",
        "Tệp “m2.csv” được nhận.",
    ]
    assert {row["kind"]: row["is_focus"] for row in changes.rows} == dict.fromkeys(("status", "submission", "figure", "file"), False)
    figure = of_kind(changes, "figure")[0]
    assert (figure["data_element_code"], figure["old_value"], figure["new_value"]) == ("n", 1, 8)
    assert (figure["file"], figure["cell"]) == ("m2.csv", "E2")


def test_the_same_figures_sent_again_are_no_correction(after: Callable[[Change], Changes]) -> None:
    again = [(*line[:4], f"{line[4]}.0", *line[5:]) for line in FILES["m1.csv"][0]]
    assert kinds(after(send("again.csv", again))) == [("file", "received")]


@pytest.mark.long
def test_numbers_are_written_as_vietnamese_readers_write_them(after: Callable[[Change], Changes]) -> None:
    changes = after(send("m2.csv", submission("A", 2022, 2, {"n": 1234567, "d": 1600000, "k": 1})))
    assert sentences(changes, "figure") == [
        "A, quý II/2022: Số d từ 10 thành 1.600.000 vụ.", "A, quý II/2022: Số n từ 1 thành 1.234.567 vụ.",
    ]  # fmt: skip


@pytest.mark.long
def test_a_rate_is_rounded_half_up(after: Callable[[Change], Changes]) -> None:
    changes = after(send("m2.csv", submission("A", 2022, 2, {"n": 26, "d": 32, "k": 1})))
    assert sentences(changes, "status") == [
        "A, quý II/2022: Chỉ tiêu R chuyển từ Chậm tiến độ 10,0% (1/10) sang Vượt 81,3% (26/32); mức 80%."
    ]


def test_a_new_report_is_one_change_and_its_first_statuses_are_no_turns(after: Callable[[Change], Changes]) -> None:
    def late(world: World) -> None:
        world.file("c.csv", *FILES["c.csv"])
        (world.root / "inbox" / "received.csv").write_text("file,received_at\nc.csv,2022-06-12 08:00\n", encoding="utf-8")

    changes = after(late)
    assert sentences(changes) == ["C, quý II/2022: đã báo cáo, sau hạn 10/06/2022.", "Tệp “c.csv” được nhận."]
    row = changes.rows[0]
    assert (row["event"], row["old_status"], row["new_status"], row["file"]) == ("reported", "missing", "accepted", "c.csv")


def test_a_late_report_turns_later_quarters_and_is_named_behind_it(after: Callable[[Change], Changes]) -> None:
    changes = after(send("late.csv", submission("A", 2022, 1, {"n": 100, "d": 100, "k": 0})))
    assert kinds(changes) == [("status", "better"), ("submission", "reported"), ("file", "received")]
    turned = changes.rows[0]
    assert (turned["quarter"], turned["new_status"], turned["file"]) == (2, "exceeded", "late.csv")


@pytest.mark.long
def test_a_quarter_nobody_reported_before_brings_no_row_for_those_still_missing(after: Callable[[Change], Changes]) -> None:
    changes = after(send("next.csv", submission("B", 2022, 3, {"n": 1, "d": 2, "k": 1})))
    assert [(row["unit_code"], row["kind"]) for row in changes.rows] == [("B", "submission"), (None, "file")]


@pytest.mark.long
def test_a_refused_report(after: Callable[[Change], Changes]) -> None:
    changes = after(send("x.csv"))
    assert sentences(changes) == ["C, quý I/2022: báo cáo bị trả lại để sửa.", "Tệp “x.csv” bị trả lại để sửa."]


@pytest.mark.long
def test_a_refused_correction_leaves_what_stands(after: Callable[[Change], Changes]) -> None:
    changes = after(send("bad.csv", submission("A", 2022, 2, {"n": -1, "d": 10})))
    assert sentences(changes) == [
        "A, quý II/2022: bản gửi thêm bị trả lại để sửa; số liệu đang dùng giữ nguyên.", "Tệp “bad.csv” bị trả lại để sửa.",
    ]  # fmt: skip
    (report,) = of_kind(changes, "submission")
    assert (report["event"], report["file"]) == ("refused", "bad.csv"), "the file that went back, not the one that stands"


def test_a_turn_that_is_neither_better_nor_worse_stands_before_what_went_back(after: Callable[[Change], Changes]) -> None:
    changes = after(send("k.csv", submission("A", 2022, 2, {"n": 1, "d": 10, "k": 40}), submission("C", 2022, 3, {"n": -1, "d": 10})))
    assert kinds(changes)[:2] == [("status", "other"), ("submission", "refused")], "the later quarter stands second"


@pytest.mark.long
def test_a_file_taken_in_part(after: Callable[[Change], Changes]) -> None:
    changes = after(send("y.csv"))
    assert sentences(changes, "file") == ["Tệp “y.csv” được nhận một phần, phần còn lại trả lại để sửa."]
    assert [(row["unit_code"], row["event"]) for row in of_kind(changes, "submission")] == [("B", "refused"), ("A", "reported")]


def test_a_target_that_changed_turns_statuses_without_a_file(after: Callable[[Change], Changes]) -> None:
    def lower(world: World) -> None:
        next(row for row in world.lists["targets"] if (row["plan_code"], row["indicator_code"]) == ("G22", "R"))["value"] = 70

    changes = after(lower)
    assert sentences(changes) == [
        "B, quý I/2022: Chỉ tiêu R chuyển từ Chậm tiến độ 70,0% (7/10) sang Đạt 70,0% (7/10); mức từ 80% thành 70%.",
        "Chỉ tiêu giao năm 2022: Chỉ tiêu R từ 80% thành 70%.",
    ]
    target = changes.rows[1]
    assert (target["level"], target["unit_code"], target["old_value"], target["new_value"]) == ("assigned", None, 80, 70)


@pytest.mark.long
def test_a_raised_target_turns_for_the_worse_and_that_comes_first(after: Callable[[Change], Changes]) -> None:
    def change(world: World) -> None:
        next(row for row in world.lists["targets"] if (row["plan_code"], row["indicator_code"]) == ("G22", "K"))["value"] = 12
        world.file("m2.csv", submission("A", 2022, 2, {"n": 9, "d": 10, "k": 1}))

    changes = after(change)
    assert [row["event"] for row in of_kind(changes, "status")] == ["worse", "worse", "better"]


@pytest.mark.long
def test_a_target_tells_its_conditions(after: Callable[[Change], Changes]) -> None:
    def change(world: World) -> None:
        row = next(row for row in world.lists["targets"] if (row["plan_code"], row["indicator_code"]) == ("G22", "K"))
        row |= {"phasing": "each_quarter", "due_on": "2022-08-31", "value": 1}

    assert sentences(after(change), "target") == ["Chỉ tiêu giao năm 2022: Chỉ tiêu K từ 4 vụ thành 1 vụ mỗi quý, hạn 31/08/2022."]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Số kiểm sát viên của Viện kiểm sát", "số kiểm sát viên của Viện kiểm sát"),
        ("KSV có mặt ở Viện kiểm sát", "KSV có mặt ở Viện kiểm sát"),
    ],
)
def test_within_a_sentence_a_name_begins_small_and_names_in_it_and_abbreviations_keep_their_capitals(
    after: Callable[[Change], Changes], name: str, said: str
) -> None:
    def change(world: World) -> None:
        world.element("head", "last", name=name)
        next(row for row in world.lists["targets"] if (row["plan_code"], row["indicator_code"]) == ("G22", "K"))["per"] = "head"

    changes = of_kind(after(change), "target")
    assert [row["message"] for row in changes] == [f"Chỉ tiêu giao năm 2022: Chỉ tiêu K từ 4 vụ thành 4 vụ × {said}."]


@pytest.mark.long
def test_targets_added_and_dropped_within_a_plan(after: Callable[[Change], Changes]) -> None:
    def change(world: World) -> None:
        world.lists["targets"] = [row for row in world.lists["targets"] if row["indicator_code"] != "K"]
        world.count("N", "n")
        world.target("G22", "N", 5)

    assert sentences(after(change), "target") == [
        "Chỉ tiêu giao năm 2022: Chỉ tiêu K bỏ mức 4 vụ.", "Chỉ tiêu giao năm 2022: Chỉ tiêu N thêm mức 5 vụ.",
    ]  # fmt: skip


@pytest.mark.long
def test_a_units_first_plan_is_one_change(after: Callable[[Change], Changes]) -> None:
    def change(world: World) -> None:
        world.plan("R22", "registered", unit_code="A", number="07/KH")
        world.target("R22", "R", 85)
        world.target("R22", "K", 5)

    changes = after(change)
    assert sentences(changes) == ["A, đăng ký năm 2022: kế hoạch số 07/KH mới có, nêu 2 chỉ tiêu."]
    (plan,) = changes.rows
    assert (plan["kind"], plan["level"], plan["is_focus"], plan["unit_code"]) == ("plan", "registered", False, "A")


@pytest.mark.long
def test_an_indicator_that_is_counted_otherwise(after: Callable[[Change], Changes]) -> None:
    def change(world: World) -> None:
        next(row for row in world.lists["indicators"] if row["indicator_code"] == "K")["numerator"] = "n + k"

    assert sentences(after(change), "definition") == ["Chỉ tiêu “Chỉ tiêu K” đổi cách tính, từ k, tối thiểu thành n + k, tối thiểu."]


@pytest.mark.long
def test_a_file_that_is_judged_anew(base: World, make_world: Callable[[str], World]) -> None:
    before = base.copy(make_world("before").root)
    before.file("new.csv", submission("D", 2022, 1, {"n": 9, "d": 10}))
    before.publish()
    world = before.copy(make_world("after").root)
    world.unit("D", cluster="I")
    world.publish()
    changes = compare(before.current, world.current)
    assert sentences(changes, "file") == ["Tệp “new.csv” sau khi xét lại được nhận."]
    assert sentences(changes, "submission") == ["D, quý I/2022: đã báo cáo."]


@pytest.mark.long
def test_backwards_says_what_is_gone(base: World, make_world: Callable[[str], World]) -> None:
    world = base.copy(make_world("later").root)
    world.file("c.csv", *FILES["c.csv"])
    world.file("m2.csv", *FILES["m2.csv"])
    world.publish()
    changes = compare(world.current, base.current)
    assert sentences(changes, "submission", "file") == [
        "C, quý II/2022: báo cáo không còn trong số liệu.",
        "A, quý II/2022: báo cáo lần 1 thay lần 2, 1 số liệu đổi.",
        "Tệp “c.csv” không có trong bản này.",
        "Tệp “m2.csv” không có trong bản này.",
    ]


def test_nothing_changed(after: Callable[[Change], Changes]) -> None:
    def rename(world: World) -> None:
        world.lists["units"][0]["name"] = "Tên khác"

    assert after(rename).rows == []


@pytest.mark.long
def test_rows_are_numbered_in_their_order(after: Callable[[Change], Changes]) -> None:
    rows = after(send("m2.csv")).rows
    assert [row["list_order"] for row in rows] == list(range(1, len(rows) + 1))


# ---- naming snapshots


@pytest.fixture(scope="module")
def two(base: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two publications, named as of two days."""
    world = base.copy(tmp_path_factory.mktemp("two") / "data")
    first = world.current
    world.file("m2.csv", *FILES["m2.csv"])
    world.publish()
    for path, name in ((first, "20220101T080000-aa"), (world.current, "20220202T080000-bb")):
        path.rename(path.with_stem(name))
    (world.root / "snapshots" / "CURRENT").write_text("20220202T080000-bb\n", encoding="utf-8")
    return world


def test_snapshots_are_found_by_name(two: World) -> None:
    data = DataDir(two.root)
    found = {
        name: find_snapshot(data, name).stem
        for name in ("current", "previous", "20220101T080000-aa", "202202", str(two.warehouse))
    }
    assert list(found.values()) == [
        "20220202T080000-bb", "20220101T080000-aa", "20220101T080000-aa", "20220202T080000-bb", "warehouse",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "said"), [("2022", "20220101T080000-aa, 20220202T080000-bb"), ("1999", "Đang giữ: 2022")])
def test_a_name_that_fits_several_or_none(two: World, name: str, said: str) -> None:
    with pytest.raises(UnknownSnapshot, match=said):
        find_snapshot(DataDir(two.root), name)


def test_there_may_be_no_publication_or_none_before(base: World, tmp_path: Path) -> None:
    with pytest.raises(UnknownSnapshot, match="Chưa công bố"):
        find_snapshot(DataDir(tmp_path), "current")
    with pytest.raises(UnknownSnapshot, match="không còn giữ"):
        find_snapshot(DataDir(base.root), "previous")


# ---- the command


def test_the_command_says_counts_units_and_files(two: World) -> None:
    outcome = two.run("diff")
    assert outcome.code == 0, outcome.output
    lines = outcome.output.splitlines()
    assert lines[0].startswith("Từ bản ") and lines[1].startswith("đến bản ")
    assert lines[2] == "1 đánh giá tốt lên · 1 báo cáo đính chính · 1 số liệu · 1 tệp"
    assert "80,0%" in outcome.output and "m2.csv" in outcome.output
    assert two.run("diff", "20220101", "current").output == outcome.output


def test_the_command_writes_every_change_to_a_file(two: World, tmp_path: Path) -> None:
    out = tmp_path / "thay đổi.csv"
    assert two.run("diff", "previous", "current", "-o", str(out)).code == 0
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert lines[0].startswith("list_order,kind,event,kind_name") and len(lines) == 5


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["2022", "current"], 2), (["1999", "current"], 2), (["current", "current"], 1), (["current", "no.csv"], 2),
        (["previous", "current", "-o", "x.xlsx"], 2),
    ],
)  # fmt: skip
def test_exit_codes(two: World, arguments: list[str], code: int) -> None:
    outcome = two.run("diff", *arguments)
    assert outcome.code == code and outcome.output.strip()


def test_a_file_that_is_no_snapshot(two: World, tmp_path: Path) -> None:
    (tmp_path / "broken.duckdb").write_bytes(b"not a database")
    outcome = two.run("diff", str(tmp_path / "broken.duckdb"), "current")
    assert outcome.code == 1 and "Không đọc được" in outcome.output and "IO Error" not in outcome.output
    with pytest.raises(NotComparable, match="Không đọc được"):
        compare(two.current, two.root / "ledger" / "ledger.duckdb")
