"""What is said of a query that failed: DuckDB's own messages, really provoked, each with its Vietnamese advice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.kit import queries
from ui.lookup import hints
from ui.lookup.sandbox import LIMITS, Refused, Sandbox
from ui.text import lookup as text

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    made = Sandbox()
    yield made
    made.close()


SAID = [
    ("select * from mart.attainmnt", "Không có bảng “attainmnt”. Có phải: mart.attainment"),
    ("select * from attainmnt", "Không đọc được “attainmnt”"),
    ("select * from attainment", "Có phải: mart.attainment"),
    ("select * from khongco", "Không đọc được “khongco”: ô này chỉ đọc các bảng đã công bố"),
    ("select * from mart.khongco", "Không có bảng “khongco”. Tìm tên bảng trong từ điển"),
    ("from duckdb_databases", "Không đọc được “duckdb_databases”"),
    ("from duckdb_settings()", "Sau from không dùng được “duckdb_settings”"),
    ("select 1::pointer", "không đổi sang kiểu “pointer”"),
    ("with pg_class as (select 1) from pg_class", "“pg_class” là tên riêng của DuckDB"),
    ("show tables", "không nhận phép “show”"),
    ("pivot mart.unit on kind using count(*)", "phải ghi sẵn các giá trị"),
    ("select unit_cod from mart.unit", "Không có cột “unit_cod” trong các bảng đang dùng. Có phải: unit_code?"),
    ("select u.cluser from mart.unit as u", "Không có cột “cluser” trong các bảng đang dùng. Có phải: cluster"),
    ("select x.unit_code from mart.unit as u", "Tên “x” chưa được khai báo"),
    ("select xyzxyz from mart.unit", "Tìm tên cột trong từ điển"),
    ("select conut(*) from mart.unit", "Không có hàm “conut” trong số các hàm ô này cho dùng. Có phải: count"),
    ("select unit_code from mart.unit as a, mart.scorecard as b", "Cột “unit_code” có ở nhiều bảng"),
    ("select cluster, kind from mart.unit group by cluster", "Cột “kind” phải đứng trong group by"),
    ("select sum(unit_name) from mart.unit", "Hàm hoặc phép “sum” không nhận kiểu dữ liệu này"),
    ("select * form mart.unit", "Sai cú pháp gần"),
    ("select 1,\n2,\n from )", "dòng 3"),
    ("select count(* from mart.unit", "Sai cú pháp gần “from”"),
    ("select * from mart.unit where", text.HINT_SYNTAX_END),
    ("select 'abc", "Sai cú pháp"),
    ("select {} +{x}", "Sai cú pháp"),
    ("select cast(unit_name as integer) from mart.unit", "Không đổi được giá trị"),
    ("select * from mart.unit where unit_code = ?", text.HINT_PARAMETERS),
    ("select * from read_csv('/etc/passwd')", "Sau from không dùng được “read_csv”: ô này chỉ đọc bảng đã công bố và các hàm"),
    ("delete from mart.unit", text.HINTS["not_a_query"]),
    ("select 1; select 2", text.HINTS["several"]),
    ("select " + " + ".join(["1"] * 3000), text.HINT_DEPTH),
    ("select list(range) from range(10000000000)", "512 MB"),
    ("select '" + "x" * 30_000 + "'", "20.000 ký tự"),
]


@pytest.mark.parametrize(("sql", "expected"), SAID, ids=[sql[:40] for sql, _ in SAID])
def test_what_went_wrong_is_said_with_what_to_try(box: Sandbox, sample: Path, sql: str, expected: str):
    snapshot = queries.current()
    with pytest.raises(Refused) as refused:
        box.run(queries.file_of(snapshot), sql)
    said = hints.explain(refused.value, sql, queries.tables(snapshot), LIMITS)
    assert expected in said
    assert said.endswith((".", "?"))


def test_every_reason_has_its_words():
    source = (Path(hints.__file__).parent / "sandbox.py").read_text(encoding="utf-8")
    for kind in ("time", "memory", "busy", "start", "died", "too_long", "nothing"):
        assert f'"{kind}"' in source
        said = hints.explain(Refused(kind), "", {}, LIMITS)
        assert said != text.HINT_OTHER and "{" not in said


def test_names_with_braces_do_no_harm():
    refused = Refused("unknown_name", 'Binder Error: Referenced column "{0}{x}" not found in FROM clause!')
    assert "{0}{x}" in hints.explain(refused, "", {"mart.unit": ["unit_code"]}, LIMITS)
