"""What is in force: for ``etl status``."""

import duckdb

from common.paths import DataDir
from etl.ledger.ledger import Ledger


def standing(data: DataDir) -> list[tuple[str, str]]:
    """Lines (name, value) about the snapshot in force and the ledger behind it."""
    snapshot_id = data.snapshot_in_force()
    received = len(Ledger(data).receipts())
    if snapshot_id is None:
        fault = data.pointer_fault()
        said = f"{fault} Hãy chạy “python -m etl load”: số liệu được dựng lại từ sổ." if fault else "chưa có"
        return [("Số liệu công bố", said), ("Tệp đã nhận", str(received))]
    with duckdb.connect(str(data.snapshot(snapshot_id)), read_only=True) as connection:
        published_at, is_synthetic = connection.execute("select published_at, is_synthetic from log.snapshot").fetchall()[0]
        files = connection.execute("select status, count(*) from log.file group by status order by status").fetchall()
        newest = connection.execute(
            """
            select year, quarter, sum(units_reported), sum(units_expected), max(period_to)
            from mart.overview group by year, quarter order by year desc, quarter desc limit 1
            """
        ).fetchall()
        sent = connection.execute(
            """
            select unit_short_name, year, quarter from mart.submission_status where report_status = 'unread' order by unit_short_name
            """
        ).fetchall()
        problems = connection.execute("select severity, count(*) from log.problem group by severity").fetchall()
    words = {"accepted": "nhận", "partly": "nhận một phần", "refused": "trả lại"}
    found = dict(problems)
    lines = [
        ("Bản đang có hiệu lực", snapshot_id),
        ("Công bố lúc", f"{published_at:%H:%M:%S %d/%m/%Y}"),
        ("Tệp đã nhận", f"{received} ({', '.join(f'{words[status]} {count}' for status, count in files)})"),
        ("Lỗi, cảnh báo", f"{found.get('error', 0)}, {found.get('warning', 0)}"),
    ]
    for year, quarter, reported, expected, period_to in newest:
        until = f", số liệu đến {period_to:%d/%m/%Y}" if period_to else ""
        lines.append(("Quý mới nhất", f"{quarter}/{year}: {reported}/{expected} đơn vị đã báo cáo{until}"))
        if unread := [f"{name} ({number}/{of})" for name, of, number in sent if (of, number) == (year, quarter)]:
            lines.append(("Đã gửi, chưa đọc được", ", ".join(unread)))
    if is_synthetic:
        lines.append(("Lưu ý", "số liệu minh hoạ"))
    return lines
