"""Texts of the page of inspections."""

HEADING = "Kiểm tra, {quarter}"
LINES = "Toàn tỉnh"
NO_LINES = "Chưa có cuộc kiểm tra nào được ghi cho năm này."
NOT_YET = "Đến hết {quarter} chưa ghi cuộc kiểm tra nào."
COVERAGE = "Các cuộc kiểm tra từ đầu năm"
COVERAGE_HELP = "đến hết {quarter}: {direct} đơn vị kiểm tra trực tiếp, {self} đơn vị tự kiểm tra, {none} đơn vị chưa có"
AT_ODDS = "Cần xem lại"
AT_ODDS_HELP = "tự kiểm tra không nêu hạn chế nào trong khi có chỉ tiêu chậm hoặc không đạt"
NO_AT_ODDS = "Không có báo cáo tự kiểm tra nào trái với số liệu."
FINDINGS = "Phát hiện chưa khép lại"
FINDINGS_HELP = "quá hạn xếp trước; bấm vào nội dung để xem từng lần ghi và ô trong tệp"
NO_FINDINGS = "Mọi hạn chế và điều lưu ý đã được khắc phục và xác nhận."
NOTHING_FOUND = "Đến hết {quarter} chưa ghi hạn chế hay điều lưu ý nào."
CLOSED = "Đã khép lại"
NO_CLOSED = "Chưa phát hiện nào được khép lại."
REMINDED = "Điều lưu ý bên cạnh con số"
REMINDED_HELP = "chỉ tiêu được nhắc: kết quả trước và sau cuộc kiểm tra"
NO_REMINDED = "Không có phát hiện nào gắn với chỉ tiêu."
REPEATED = "Lặp lại"
REPEATED_HELP = "lần kiểm tra trước đã nêu ở cùng lĩnh vực"
NO_REPEATED = "Không có phát hiện nào lặp lại."
BY_AGE = "Theo tuổi"
BY_FIELD = "Theo lĩnh vực"
NONE_YET = "Chưa kiểm tra: {names}."
HEADS = {
    "mode_name": "Cách kiểm tra", "number": "Số", "decided_on": "Ngày", "shortcomings": "Hạn chế", "reminders": "Lưu ý",
    "reason": "Tóm tắt", "kind_name": "Loại", "text": "Nội dung", "due_on": "Hạn", "status_name": "Tình trạng", "remedy": "Khắc phục",
    "verified_by": "Xác nhận", "open_findings": "Chưa khép", "overdue": "Quá hạn", "findings": "Tất cả",
    "age_days": "Tuổi (ngày)",
}  # fmt: skip
SUMMARY = "Xét đến nay"
AGE, FIELD = "Tuổi", "Lĩnh vực"
