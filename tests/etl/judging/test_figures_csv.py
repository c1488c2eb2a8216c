"""A figures CSV as people save it is read, or says which cell is wrong and what to write there."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.etl.judging.received import CASES, HEADING, Office, text_file

pytestmark = pytest.mark.slow

FIGURES = {"tb_cu": 4, "tb_moi": 25, "tb_giai_quyet": 24, "tb_con_lai": 5}
ROWS = "".join(f"439,2022,3,{code},{value}\n" for code, value in FIGURES.items())

#: Every cell in quotation marks.
QUOTED = "".join(",".join(f'"{cell}"' for cell in line.split(",")) + "\n" for line in f"{HEADING}\n{ROWS}".splitlines())


@pytest.mark.parametrize("name", ["tab.csv", "sep_line.csv"])
def test_other_separators_are_read(office: Office, tmp_path: Path, name: str) -> None:
    found = office.judge(CASES / name)
    assert found.problems == []
    assert found.figures == {("439", 2022, 3, code): Decimal(value) for code, value in FIGURES.items()}


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADING}\n{ROWS}",
        f"\ufeff{HEADING}\n{ROWS}",
        f"{HEADING}\n{ROWS}".replace("\n", "\r\n"),
        f"{HEADING}\n{ROWS}".replace("\n", "\r"),
        f"{HEADING}\r\n{ROWS}",
        f"{HEADING}\n{ROWS}".rstrip("\n"),
        f"{HEADING}\n\n{ROWS}\n\n",
        f"{HEADING}\n,,,,\n{ROWS},,,,\n",
        f"{HEADING},ghi chú\n{ROWS}",
        f"{HEADING},,,\n{ROWS}".replace("\n439", ",,,\n439"),
        f"{HEADING}\n{ROWS}".replace(",", ";"),
        f"{HEADING}\n{ROWS}".replace(",", "|"),
        f"sep=,\n{HEADING}\n{ROWS}",
        f"SEP=;\r\n{HEADING}\n{ROWS}".replace(",", ";"),
        f"{HEADING}\n{ROWS}".replace("439", '"439"').replace("tb_cu", '"tb_cu"'),
        f"{HEADING.upper()}\n{ROWS}".replace(",", " , "),
        f"{HEADING}\n{ROWS}".replace("439", "439\u00a0"),
        f"{HEADING}\n{ROWS}".replace(",", "\t").encode("utf-16"),
        QUOTED.replace(",", ", "),
        QUOTED.replace(",", " , "),
        f"{HEADING}\n{ROWS}\x1a",
        f"{HEADING},ghi chú\n" + ROWS.replace("4\n", '4,"dòng một\ndòng hai"\n', 1),
    ],
)
def test_however_it_was_saved_it_says_the_same(office: Office, tmp_path: Path, content: str | bytes) -> None:
    found = office.judge(text_file(tmp_path, content))
    assert found.problems == []
    assert found.figures == {("439", 2022, 3, code): Decimal(value) for code, value in FIGURES.items()}


def test_mixed_line_ends_are_read_and_stop_nothing(office: Office, tmp_path: Path) -> None:
    found = office.judge(CASES / "mixed_line_ends.csv")
    assert found.status == "accepted"
    assert found.figures == {("439", 2022, 3, "tb_cu"): 4, ("439", 2022, 3, "tb_moi"): 25}


def test_in_a_file_with_semicolons_vietnamese_writing_holds(office: Office, tmp_path: Path) -> None:
    found = office.judge(CASES / "semicolon_money.csv")
    assert found.problems == []
    assert found.figures == {
        ("439", 2022, 3, "ta_tien_co_dieu_kien"): 1234, ("439", 2022, 3, "ta_tien_thi_hanh_xong"): 1150,
    }  # fmt: skip


# --- numbers that could be either


@pytest.mark.parametrize(
    ("separator", "element", "written", "outcome"),
    [
        # Beside commas a dot is decimal; of a whole number it may be either.
        (",", "tb_cu", "1.234", "both"),
        (",", "tb_cu", "12.000", "both"),
        (",", "ta_tien_co_dieu_kien", "1.234", "warned 1.234"),
        (",", "ta_tien_co_dieu_kien", "1.2345", "1.2345"),
        (",", "ta_tien_co_dieu_kien", "1234.5", "1234.5"),
        (",", "ta_tien_co_dieu_kien", "0.125", "0.125"),
        (",", "tb_cu", "1.234.567", "1234567"),
        (",", "tb_cu", "4.0", "4"),
        (",", "tb_cu", '"1,234"', "both"),
        (",", "ta_tien_co_dieu_kien", '"1,234"', "both"),
        (",", "ta_tien_co_dieu_kien", '"1,5"', "1.5"),
        (",", "ta_tien_co_dieu_kien", '"1.234,5"', "1234.5"),
        (";", "tb_cu", "1.234", "1234"),
        (";", "tb_cu", "1,234", "both"),
        (";", "ta_tien_co_dieu_kien", "1,234", "1.234"),
        (";", "ta_tien_co_dieu_kien", "1.234,5", "1234.5"),
        (";", "ta_tien_co_dieu_kien", "12.345.678,25", "12345678.25"),
        (";", "ta_tien_co_dieu_kien", "1234.5", "refused 1234,5"),
        ("\t", "tb_cu", "1.234", "both"),
        ("\t", "ta_tien_co_dieu_kien", "1.234", "both"),
        ("\t", "ta_tien_co_dieu_kien", "1,234", "both"),
        ("\t", "ta_tien_co_dieu_kien", "1,5", "1.5"),
        ("\t", "ta_tien_co_dieu_kien", "1.5", "1.5"),
        ("\t", "tb_cu", "1234", "1234"),
    ],
)
def test_a_number_that_could_be_either_is_refused_with_both_readings(
    office: Office, tmp_path: Path, separator: str, element: str, written: str, outcome: str
) -> None:
    content = f"{HEADING.replace(',', separator)}\n{separator.join(('439', '2022', '3', element, written))}\n"
    found = office.judge(text_file(tmp_path, content))
    value = found.figures.get(("439", 2022, 3, element))
    if outcome == "both":
        (problem,) = found.problems
        bare = written.strip('"').replace(".", "").replace(",", "")
        assert found.status == "refused" and value is None and problem.cell == "E2"
        assert bare in problem.message.replace(".", "") and "hàng nghìn" in problem.message and "thập phân" in problem.message
    elif outcome.startswith("refused"):
        assert found.status == "refused" and outcome.split()[1] in found.problems[0].message
    else:
        assert value == Decimal(outcome.split()[-1])
        assert [problem.code for problem in found.problems] == (["number_ambiguous"] if "warned" in outcome else [])


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("１９", "19"), ("16 %", "số đếm"), ("x", "ghi 0"), ("không", "ghi 0"), ("chưa có số liệu", "để trống"), ("-", "để trống"),
        ("1E+05", "đủ các chữ số"), ("0,12345", "làm tròn"), ("#VALUE!", "sửa công thức"), ("9" * 500, "…"),
    ],
)  # fmt: skip
def test_what_is_no_number_says_what_to_write(office: Office, tmp_path: Path, written: str, remedy: str) -> None:
    outcome = office.judge(text_file(tmp_path, f'{HEADING}\n439,2022,3,tb_cu,"{written}"\n'))
    problem = outcome.the("number_unreadable")
    assert outcome.status == "refused" and problem.cell == "E2" and remedy in problem.message
    assert "tố giác, tin báo" in problem.message and len(problem.message) < 400


# --- what is wrong has its cell, its words and its remedy


def test_a_quotation_mark_that_is_not_closed_is_named(office: Office) -> None:
    outcome = office.judge(CASES / "unclosed_quote.csv")
    problem = outcome.the("unclosed_quote")
    assert outcome.said() == [("unclosed_quote", None, "D2")]
    assert "dấu ngoặc kép" in problem.message and "hãy xoá" in problem.message


def test_a_heading_alone_is_no_report(office: Office) -> None:
    outcome = office.judge(CASES / "header_only.csv")
    assert outcome.status == "refused" and outcome.said() == [("no_figures", None, "A2")]
    assert "chỉ có dòng tiêu đề" in outcome.problems[0].message


def test_keys_that_became_floats_are_named_with_the_remedy(office: Office) -> None:
    outcome = office.judge(CASES / "keys_as_floats.csv")
    assert outcome.said() == [("year_unreadable", None, "B2"), ("quarter_unreadable", None, "C2")]
    assert "hãy ghi 2022" in outcome.problems[0].message and "hãy ghi 1" in outcome.problems[1].message


def test_the_thirty_sixth_column_is_aj(office: Office) -> None:
    assert office.judge(CASES / "thirty_six_columns.csv").said() == [("date_unreadable", None, "AJ2")]


@pytest.mark.parametrize(
    ("row", "code", "cell", "remedy"),
    [
        ("439,2022,3,tb_cu", "broken_line", "E2", "chỉ có 4 ô"),
        ("439;2022;3;tb_cu;4", "broken_line", "B2", "dấu phẩy"),
        ("439,2022,3,ta_tien_co_dieu_kien,1,5", "broken_line", "F2", '"1,5"'),
        ('439,2022,3,"tb"cu,4', "broken_line", "D2", "xoá các dấu ngoặc kép"),
        ('439,2022,3,tb_cu,"4', "unclosed_quote", "E2", "hãy xoá"),
        (",2022,3,tb_cu,4", "unit_missing", "A2", "ví dụ 436"),
        ("439,,3,tb_cu,4", "year_unreadable", "B2", "bốn chữ số"),
        ("439,22,3,tb_cu,4", "year_unreadable", "B2", "bốn chữ số"),
        ("439,2022,Quý III,tb_cu,4", "quarter_unreadable", "C2", "hãy ghi 3"),
        ("439,2022,Q3,tb_cu,4", "quarter_unreadable", "C2", "hãy ghi 3"),
        ("439,2022,5,tb_cu,4", "quarter_unreadable", "C2", "1, 2, 3 hoặc 4"),
        ("439,2022,3,,4", "element_missing", "D2", "ví dụ"),
        ("439,2022,3,tb_cũ,4", "unknown_element", "E2", "“tb_cu”"),
        ("439,2022,3,TB_CU,4", "unknown_element", "E2", "“tb_cu”"),
        ("0439,2022,3,tb_cu,4", "unknown_unit", "A2", "hãy ghi 439"),
        ("439.0,2022,3,tb_cu,4", "unknown_unit", "A2", "hãy ghi 439"),
        ("Hương Sơn,2022,3,tb_cu,4", "unknown_unit", "A2", "hãy ghi 439"),
        ("VKSND huyện Hương Sơn,2022,3,tb_cu,4", "unknown_unit", "A2", "hãy ghi 439"),
        ("H\u00ad¬ng S¬n,2022,3,tb_cu,4", "unknown_unit", "A2", "hãy ghi 439"),
        ("Hƣơng Son,2022,3,tb_cu,4", "unknown_unit", "A2", "hãy ghi 439"),
        ("x" * 3000 + ",2022,3,tb_cu,4", "unknown_unit", "A2", "3000 ký tự"),
        ("439,2022,3," + "y" * 3000 + ",4", "unknown_element", "D2", "3000 ký tự"),
        ("439,2022,3,tb_cu,-4", "negative_value", "E2", "không được âm"),
    ],
)
def test_each_fault_of_a_row_is_one_message_with_its_cell_and_remedy(
    office: Office, tmp_path: Path, row: str, code: str, cell: str, remedy: str
) -> None:
    outcome = office.judge(text_file(tmp_path, f"{HEADING}\n{row}\n"))
    assert outcome.said("error") == [(code, None, cell)]
    assert remedy in outcome.the(code).message and len(outcome.the(code).message) < 500


@pytest.mark.parametrize(
    ("row", "cell", "status"),
    [
        ("Tổng cộng,2022,3,tb_cu,58", "A6", "partly"),
        ("Cộng:,2022,3,,58", "A6", "partly"),
        ("Toàn tỉnh,2022,3,tb_cu,58", "A6", "partly"),
        ("439,2022,3,Tổng số,58", "E6", "refused"),
        ("TỔNG CỘNG,,,Tổng,58", "A6", "refused"),
        (",,,Cộng,58", "A6", "refused"),
        ("Tổng cộng,2022,,,58", "A6", "refused"),
    ],
)
def test_a_row_of_totals_is_called_one(office: Office, tmp_path: Path, row: str, cell: str, status: str) -> None:
    outcome = office.judge(text_file(tmp_path, f"{HEADING}\n{ROWS}{row}\n"))
    assert (outcome.status, outcome.said("error")) == (status, [("total_row", None, cell)])
    assert "là dòng cộng" in outcome.problems[0].message and "Hãy xoá" in outcome.problems[0].message


def test_a_wrong_key_all_down_a_column_is_one_fault(office: Office, tmp_path: Path) -> None:
    rows = "".join(f"439,2022.0,3,{code},1\n" for code in ("tb_cu", "tb_moi", "tb_giai_quyet"))
    outcome = office.judge(text_file(tmp_path, f"{HEADING}\n{rows}"))
    assert outcome.said() == [("year_unreadable", None, "B2")]
    assert "2 dòng nữa" in outcome.problems[0].message


def test_an_identical_row_twice_is_one_fault(office: Office, tmp_path: Path) -> None:
    outcome = office.judge(text_file(tmp_path, f"{HEADING}\n439,2022,3,tb_cu,4\n439,2022,3,tb_cu,4\n"))
    assert outcome.said("error") == [("duplicate_element", None, "E3")]
    assert "E2, E3" in outcome.problems[0].message and "xoá" in outcome.problems[0].message


def test_two_days_in_one_report_are_refused(office: Office, tmp_path: Path) -> None:
    rows = "439,2022,3,tb_cu,4,2022-08-31\n439,2022,3,tb_moi,4,2022-07-31\n439,2022,2,tb_cu,4,2022-05-31\n"
    outcome = office.judge(text_file(tmp_path, f"{HEADING},period_to\n{rows}"))
    assert outcome.status == "partly"
    problem = outcome.the("period_to_differs")
    assert problem.cell == "F2" and "31/07/2022" in problem.message and "31/08/2022" in problem.message


def test_blank_values_are_a_report_without_figures(office: Office, tmp_path: Path) -> None:
    outcome = office.judge(text_file(tmp_path, f"{HEADING}\n439,2022,3,tb_cu,\n440,2022,3,tb_cu,4\n"))
    assert outcome.status == "partly" and outcome.said() == [("no_figures", None, "A2")]


# --- limits


def test_many_bad_rows_are_few_messages(office: Office, tmp_path: Path) -> None:
    rows = "".join(f"439,2022,3,tb_cu,sai{n}\n" for n in range(5000)) + "x\n" * 5000
    outcome = office.judge(text_file(tmp_path, f"{HEADING}\n{rows}"))
    assert len(outcome.problems) <= 130
    assert any("4900 chỗ" in problem.message for problem in outcome.problems)
    assert any("4.980 dòng nữa" in problem.message for problem in outcome.problems)


def test_thousands_of_unknown_offices_are_few_messages(office: Office, tmp_path: Path) -> None:
    rows = "".join(f"u{n},2022,3,tb_cu,1\n" for n in range(3000))
    outcome = office.judge(text_file(tmp_path, f"{HEADING}\n{rows}"))
    assert outcome.status == "refused" and len(outcome.problems) == 100


@pytest.mark.parametrize(
    ("content", "cell"),
    [(f"{HEADING}\n439,2022,3,tb_cu,{'9' * 3_000_000}\n", "A2"), (f"{HEADING},{','.join(map(str, range(1000)))}\n", "GS1")],
)
def test_endless_lines_and_columns_are_refused(office: Office, tmp_path: Path, content: str, cell: str) -> None:
    outcome = office.judge(text_file(tmp_path, content))
    (problem,) = outcome.problems
    assert outcome.status == "refused" and problem.cell == cell and len(problem.message) < 300


@pytest.mark.parametrize("content", [b"unit_code,\xff\xfe\xfa,value\n1", "đơn vị,ghi chú\n".encode("utf-16")[3:], b"unit_code,year\n\0"])
def test_what_is_no_utf8_is_refused_with_the_remedy(office: Office, tmp_path: Path, content: bytes) -> None:
    outcome = office.judge(text_file(tmp_path, content))
    assert outcome.status == "refused" and len(outcome.problems) == 1


NAME = "Số tố giác, tin báo về tội phạm, kiến nghị khởi tố chưa giải quyết kỳ trước chuyển sang"


@pytest.mark.parametrize(
    ("content", "cell", "words"),
    [
        (f"{HEADING}\n{ROWS}Tổng cộng,,,,58\n", "A6", ("“Tổng cộng”, “58”", "hãy xoá")),
        (f"{HEADING}\n{ROWS}Người lập biểu,,,,\nPhụ trách,,,,\n", None, ("hãy xoá",)),
        (f"Báo cáo quý III\n\n{HEADING}\n{ROWS}", "A1", ("tên các cột đứng ở dòng 3", "Hãy xoá các dòng phía trên")),
        (f"{HEADING}\n{ROWS}".replace("tb_cu", f'"{NAME}"'), "E2", (NAME, "“tb_cu”")),
        (f"{HEADING},period_to\n{ROWS}".replace("\n439", ",\n439").replace("5\n", "5,\n").replace(",\n439", ",31/08/2022\n439"),
         None, ("cần dạng năm-tháng-ngày",)),
        ("".join(f'"{line}"\n' for line in f"{HEADING}\n{ROWS}".splitlines()), "A1", ("trọn trong một ô", "Text to Columns")),
        (f"{HEADING}\n" + "".join(f'"{line}"\n' for line in ROWS.splitlines()), "A2", ("(và 3 dòng nữa)", "Text to Columns")),
        ("file;received_at\na.xlsx;05/03/2022\n", "A1", ("danh sách giờ nhận", "đặt tên tệp là received.csv")),
        (f"{HEADING}\n{ROWS}".encode() + bytes(3), None, ("không phải văn bản", "CSV UTF-8")),
    ],
)  # fmt: skip
def test_what_clerks_leave_around_the_figures_is_one_message(
    office: Office, tmp_path: Path, content: str | bytes, cell: str | None, words: tuple[str, ...]
) -> None:
    found = office.judge(text_file(tmp_path, content))
    assert found.status == "refused" and 1 <= len([each for each in found.problems if each.severity == "error"]) <= 2
    assert all(word in found.problems[0].message for word in words)
    assert cell in (None, found.problems[0].cell)


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADING}\n439,2022,1,tb_moi,5.000\n",
        f'{HEADING}\n439,2022,1,tb_moi,"5,000"\n',
        f"{HEADING.replace(',', ';')}\n439;2022;1;tb_moi;5,000\n",
    ],
)
def test_of_two_readings_the_larger_is_the_one_with_thousands(office: Office, tmp_path: Path, content: str) -> None:
    """Both are whole numbers: 5 and 5000."""
    said = [each.message for each in office.judge(text_file(tmp_path, content)).problems if each.severity == "error"]
    assert len(said) == 1 and ("5.000 (dấu ngăn hàng nghìn) hay 5 (dấu thập phân)" in said[0] or "5000 (dấu ngăn hàng nghìn)" in said[0])


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u2028", "\u00ad", "\u061c", "\ue000", "\x1b[31m", "\x85"])
def test_no_message_steers_what_shows_it(office: Office, tmp_path: Path, sign: str) -> None:
    rows = f"439{sign},2022,3,tb_cu,4\n439,20{sign}22,3,tb_cu,4\n439,2022,3,tb{sign}moi,9\n439,2022,3,tb_moi,1{sign}9\n"
    found = office.judge(text_file(tmp_path, f"{HEADING}\n{rows}"))
    assert found.problems and all(each.message.isprintable() for each in found.problems)
