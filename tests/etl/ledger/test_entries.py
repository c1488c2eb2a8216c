"""What is entered by hand is kept as files are: append-only, mended, backed up, cut at a date, made anew by a rebuild."""

import datetime
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from common.record_keys import key_of, key_part
from etl.commands import entering
from etl.ledger.entries import Entry, EntryRefused, append, checked, entry_fields
from etl.ledger.journal import read
from tests.etl.small_world import small_world
from tests.world import Outcome, Row, World

pytestmark = pytest.mark.slow

TASK: Row = {"meeting_on": "2022-09-12", "province_code": "42", "task": "Rà soát án lưu hạ.", "in_charge": "Ông A", "due_on": "2022-09-30"}
NOON = datetime.datetime(2022, 9, 12, 12)


def enter(world: World, monkeypatch: pytest.MonkeyPatch, fields: Row, *options: str, at: datetime.datetime = NOON) -> Outcome:
    """`etl enter decision` as a page calls it."""
    monkeypatch.setattr(entering, "now", lambda: at)
    return world.run("enter", "decision", "--by", "Nguyễn Văn Ghi", "--no-publish", *options, given=json.dumps(fields))


def in_tables(tables: Path) -> list[tuple[str, int, str, str]]:
    with duckdb.connect(str(tables), read_only=True) as connection:
        return connection.execute("select entry_key, version, field, value from entry order by entry_no, field").fetchall()


@pytest.fixture(scope="module")
def patch() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patched:
        yield patched


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, patch: pytest.MonkeyPatch) -> World:
    world = small_world(tmp_path_factory.mktemp("entries") / "sound", "a.csv").publish()
    off = enter(world, patch, TASK)
    assert off.code == 1 and "entry: true" in off.output and not (world.root / "ledger" / "entered.jsonl").exists()
    (world.root / "settings.yml").write_text("entry: true\n", encoding="utf-8")
    first = enter(world, patch, TASK)
    assert first.code == 0 and "Đã ghi decision-2022-0001, lần 1" in first.output, first.output
    done = TASK | {"closed_on": "2022-09-20", "closing_note": "Đã rà soát “xong”.\nKhông còn."}
    later = NOON + datetime.timedelta(days=8)
    second = enter(world, patch, done, "--key", "decision-2022-0001", "--follows", "1", at=later)
    assert second.code == 0 and "lần 2" in second.output, second.output
    assert enter(world, patch, TASK | {"task": "Việc khác."}, at=later).code == 0
    return world


def test_every_version_stays_and_is_replayed(sound: World) -> None:
    journal = read(sound.root / "ledger" / "entered.jsonl", Entry)
    assert [(each.key, each.version, each.by) for each in journal] == [
        (f"decision-2022-{number}", version, "Nguyễn Văn Ghi") for number, version in (("0001", 1), ("0001", 2), ("0002", 1))
    ]
    assert "closed_on" not in journal[0].fields and journal[1].fields["closing_note"].endswith("\nKhông còn.")
    sound.run("publish")
    rows = in_tables(sound.root / "ledger" / "ledger.duckdb")
    assert len(rows) == sum(len(each.fields) for each in journal)
    assert ("decision-2022-0001", 2, "closed_on", "2022-09-20") in rows
    assert sound.run("verify").code == 0


def test_who_saw_an_older_version_is_told(sound: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    world = sound.copy(tmp_path / "data")
    before = (world.root / "ledger" / "entered.jsonl").read_bytes()
    for options, words in (
        (("--key", "decision-2022-0001", "--follows", "1"), "đã được Nguyễn Văn Ghi ghi lần 2"),
        (("--key", "decision-2022-0009", "--follows", "1"), "chưa có trong sổ"),
        (
            (
                "--key",
                "../x",
            ),
            "không dùng được",
        ),
    ):
        outcome = enter(world, monkeypatch, TASK, *options)
        assert outcome.code == 1 and words in " ".join(outcome.output.split()), outcome.output
    assert (world.root / "ledger" / "entered.jsonl").read_bytes() == before


def test_faults_are_named_together() -> None:
    known = {"unit": ("A",), "indicator": ("I",), "field": ("F",), "year": ("2022",)}
    bad = {"meeting_on": "12/9/2022", "province_code": "42", "unit_code": "Q", "task": "x\x07", "extra": 1, "due_on": " "}
    bad["is_withdrawn"] = "có"
    with pytest.raises(EntryRefused) as refused:
        checked("decision", bad, known, NOON.date())
    words = (
        "cần một ngày", "danh mục không có mã ấy", "không in được", "không có mục “extra”", "thiếu “Thời hạn”", "thiếu “Chủ trì”",
        "true, false",
    )  # fmt: skip
    assert all(each in str(refused.value) for each in words)
    with pytest.raises(EntryRefused, match="Không có loại"):
        checked("nothing", {"a": 1}, known, NOON.date())
    with pytest.raises(EntryRefused, match="nhiều nhất"):
        checked("decision", TASK | {"task": "x" * 5000}, known, NOON.date())
    assert {each.field for each in entry_fields("decision") if each.is_required} == set(TASK)


@pytest.mark.parametrize("by", ["", "  ", "a\nb\x07", "x" * 101])
def test_nobody_enters_without_a_name(by: str, tmp_path: Path) -> None:
    with pytest.raises(EntryRefused, match="họ tên"):
        append(tmp_path / "entered.jsonl", "decision", None, {"task": "x"}, by, NOON)


def test_a_lost_line_is_written_again_and_a_changed_one_stops(sound: World, tmp_path: Path) -> None:
    world = sound.copy(tmp_path / "data")
    path = world.root / "ledger" / "entered.jsonl"
    whole = path.read_bytes()
    assert world.run("publish").code == 0
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:1]))
    outcome = world.run("publish")
    assert outcome.code == 0 and "entered.jsonl thiếu hoặc hỏng 2 dòng" in " ".join(outcome.output.split())
    assert path.read_bytes() == whole
    path.write_bytes(whole.replace(b"2022-09-30", b"2023-09-30"))
    assert world.run("publish").code == 1 and world.run("verify").code == 1


def test_versions_out_of_turn_are_found(sound: World, tmp_path: Path) -> None:
    world = sound.copy(tmp_path / "data")
    path = world.root / "ledger" / "entered.jsonl"
    path.write_bytes(b"".join(reversed(path.read_bytes().splitlines(keepends=True))))
    outcome = world.run("verify")
    assert outcome.code == 1 and "không nối tiếp" in outcome.output


def test_a_backup_a_restore_and_a_rebuild_hold_it(sound: World, tmp_path: Path) -> None:
    assert sound.run("backup", str(tmp_path / "copy")).code == 0
    world = World(tmp_path / "new")
    assert world.run("restore", str(tmp_path / "copy")).code == 0
    assert (world.root / "ledger" / "entered.jsonl").read_bytes() == (sound.root / "ledger" / "entered.jsonl").read_bytes()
    assert in_tables(world.root / "ledger" / "ledger.duckdb") and world.run("verify").code == 0


def test_as_known_then_holds_what_was_entered_by_then(sound: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from common.paths import DataDir
    from etl.ledger.ledger import Ledger

    day = datetime.datetime(2022, 9, 15)
    with Ledger(DataDir(sound.root)).copied(tmp_path / "then.duckdb", [], day):
        pass
    found = in_tables(tmp_path / "then.duckdb")
    assert {row[:2] for row in found} == {("decision-2022-0001", 1)} and len(found) == len(TASK)


def test_something_entered_makes_a_new_publication(sound: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = sound.copy(tmp_path / "data")
    world.run("publish")
    before = world.current
    assert world.run("publish").code == 0 and world.current == before
    assert enter(world, monkeypatch, TASK).code == 0
    monkeypatch.undo()
    assert world.run("publish").code == 0 and world.current != before


KNOWN = {"unit": ("A",), "indicator": ("I",), "field": ("F",), "year": ("2022",)}
NAMED: Row = {"unit_code": "A", "year": "2022", "number": "NV01"}


@pytest.mark.parametrize("done", ["2.5", "2,5", "-2", "1234567", "123456789012345", "1e3", "٣", "nhiều"])
def test_what_is_counted_is_a_whole_number_that_every_table_holds(done: str) -> None:
    with pytest.raises(EntryRefused, match="số nguyên từ 0 đến 999999"):
        checked("task", NAMED | {"done": done}, KNOWN, NOON.date())
    assert checked("task", NAMED | {"done": "12"}, KNOWN, NOON.date())["done"] == "12"


@pytest.mark.parametrize("year", ["2055", "2022.5", "99999999999"])
def test_a_year_without_plans_has_no_records(year: str) -> None:
    with pytest.raises(EntryRefused, match="chưa có kế hoạch của năm ấy"):
        checked("task", NAMED | {"year": year, "done": "1"}, KNOWN, NOON.date())


@pytest.mark.parametrize("word", ["rút", "Rút", " RÚT ", unicodedata.normalize("NFD", "rút")])
def test_a_value_of_any_type_is_taken_back_by_a_word(word: str) -> None:
    given = checked("task", NAMED | {"done": word, "done_on": word, "kind": word, "evidence": word}, KNOWN, NOON.date())
    assert {given[name] for name in ("done", "done_on", "kind", "evidence")} == {"rút"}
    with pytest.raises(EntryRefused, match="danh mục không có mã ấy"):
        checked("task", NAMED | {"unit_code": word}, KNOWN, NOON.date())
    assert checked("decision", TASK | {"task": word}, KNOWN, NOON.date())["task"] == unicodedata.normalize("NFC", word).strip()


@pytest.mark.parametrize(
    ("kind", "fields", "name", "said"),
    [
        ("task", NAMED, "done_on", "Ngày xong"),
        ("inspection", NAMED | {"number": "1/QĐ"}, "decided_on", "Ngày quyết định hoặc báo cáo"),
        ("inspection", NAMED | {"number": "1/QĐ"}, "received_on", "Ngày tỉnh nhận báo cáo"),
        ("finding", NAMED | {"inspection_number": "1/QĐ"}, "remedied_on", "Ngày khắc phục"),
        ("decision", TASK, "closed_on", "Ngày xong"),
    ],
)
def test_nothing_was_done_on_a_day_that_has_not_come(kind: str, fields: Row, name: str, said: str) -> None:
    assert checked(kind, fields | {name: "2022-09-12"}, KNOWN, NOON.date())[name] == "2022-09-12"
    with pytest.raises(EntryRefused, match=f"“{said}” đang là 13/09/2022, ngày chưa đến"):
        checked(kind, fields | {name: "2022-09-13"}, KNOWN, NOON.date())


def test_a_number_is_the_same_however_it_is_written() -> None:
    spelled = ("12/QĐ-VKS", " 12/qđ-vks ", "12 /QĐ-VKS", "12/QÐ-VKS", unicodedata.normalize("NFD", "12/QĐ-VKS"), "12/QĐ-VKS#", "012/QĐ-VKS")
    assert len({key_of("inspection", checked("inspection", NAMED | {"number": number}, KNOWN, NOON.date())) for number in spelled}) == 1


def test_numbers_of_two_documents_stay_two() -> None:
    assert len({key_part(number) for number in ("5/QĐ", "50/QĐ", "5/BC", "5", "5/QĐ/02", "5/QĐ/2", "NV05", "NV5")}) == 8


@pytest.fixture(scope="module")
def year_of_work(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Entering is on, one task is known from the list; nothing is published."""
    world = small_world(tmp_path_factory.mktemp("work") / "data", "a.csv")
    world.write()
    listed = "unit_code,year,number,field_code,kind,text,responsible,due_on,planned\nA,2022,NV01,,focus,Việc,,2022-05-31,\n"
    (world.root / "reference" / "tasks.csv").write_text(listed, encoding="utf-8")
    (world.root / "settings.yml").write_text("entry: true\n", encoding="utf-8")
    return world


def tell(world: World, what: str, *options: str, **fields: str) -> Outcome:
    given = json.dumps({"unit_code": "A", "year": "2022"} | fields)
    return world.run("enter", what, "--by", "Phan Thị G", "--no-publish", *options, given=given)


INSPECTED = {"mode": "direct", "decided_on": "2022-06-06"}


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("task", {"number": "NV99", "done": "1"}, ("chưa có nhiệm vụ số “NV99”", "“Loại”, “Nội dung”")),
        ("task", {"number": "NV99", "kind": "focus", "text": "rút"}, ("chưa có nhiệm vụ", "“Nội dung”")),
        ("inspection", {"number": "9/QĐ", "conclusion": "Tốt"}, ("chưa có cuộc kiểm tra số “9/QĐ”", "“Cách kiểm tra”")),
        ("finding", {"inspection_number": "9/QĐ", "number": "1", "kind": "reminder", "text": "t"}, ("chưa có cuộc kiểm tra số “9/QĐ”",)),
    ],
)
def test_a_slip_in_a_number_begins_no_record(year_of_work: World, kind: str, fields: dict[str, str], words: tuple[str, ...]) -> None:
    outcome = tell(year_of_work, kind, **fields)
    said = " ".join(outcome.output.split())
    assert outcome.code == 1 and all(word in said for word in words), said


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("task", {"number": "NV01", "due_on": "2202-09-30"}, "“Hạn” đang là 30/09/2202, quá xa năm công tác 2022 (01/12/2021–30/11/2022)"),
        ("inspection", {"number": "9/QĐ", "mode": "direct", "decided_on": "1022-06-06"}, "đang là 06/06/1022, quá xa năm công tác 2022"),
    ],
)
def test_a_day_far_off_its_year_is_refused_as_in_workbooks(year_of_work: World, kind: str, fields: dict[str, str], said: str) -> None:
    outcome = tell(year_of_work, kind, **fields)
    assert outcome.code == 1 and said in " ".join(outcome.output.split())


def test_what_is_known_is_told_of_and_versions_follow_each_other_whatever_the_key(year_of_work: World, tmp_path: Path) -> None:
    world = year_of_work.copy(tmp_path / "data")
    first = tell(world, "task", number="nv01", done_on="2022-05-20")
    assert first.code == 0, first.output
    again = tell(world, "task", "--key", "task-2022-0001", number="NV01", evidence="Biên bản")
    assert again.code == 1 and "“NV01” đã được Phan Thị G ghi lần 1" in " ".join(again.output.split())
    assert tell(world, "task", "--follows", "1", number="NV01", evidence="Biên bản").code == 0
    assert tell(world, "inspection", number="9/QĐ", **INSPECTED).code == 0
    unknown = tell(world, "finding", inspection_number="9/qđ", number="1", remedied_on="2022-07-01")
    assert unknown.code == 1 and "chưa có phát hiện số “1”" in " ".join(unknown.output.split())
    assert tell(world, "finding", inspection_number="9/qđ", number="1", kind="reminder", text="Chú ý").code == 0
    assert tell(world, "finding", "--follows", "1", inspection_number="9/QÐ", number="1", remedied_on="2022-07-01").code == 0


def test_what_an_older_program_called_otherwise_is_the_same_record(year_of_work: World, tmp_path: Path) -> None:
    """Numbers "02" and "2" were two records once: their journal stays as it is, their tables are made anew, whoever corrects goes on."""
    world = year_of_work.copy(tmp_path / "data")
    assert tell(world, "task", number="02", kind="focus", text="Việc").code == 0
    assert tell(world, "task", "--follows", "1", number="2", evidence="Biên bản").code == 0
    journal = world.root / "ledger" / "entered.jsonl"
    first, second = (json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines())
    older = [first | {"key": "task-older02"}, second | {"version": 1, "key": "task-older2"}]
    journal.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in older), encoding="utf-8")
    with duckdb.connect(str(world.root / "ledger" / "ledger.duckdb")) as tables:
        tables.execute("update ledger_version set version = version - 1")
    third = tell(world, "task", "--follows", "2", number="002.", done_on="2022-05-20")
    assert third.code == 0 and "task-older2, lần 2" in third.output, third.output
    kept = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    assert [(each["key"], each["version"]) for each in kept] == [("task-older02", 1), ("task-older2", 1), ("task-older2", 2)]
