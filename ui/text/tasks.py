"""Texts of the page of tasks, and what other pages say of them."""

HEADING = "Nhiệm vụ, {quarter}"
LINES = "Cả tỉnh đã làm được gì"
LINES_HELP = "mỗi việc của năm công tác một câu; bấm vào câu để xem từng đơn vị"
NO_LINES = "Chưa có kế hoạch, nhiệm vụ nào được ghi cho năm này."
DUE = "Quá hạn và sắp đến hạn"
DUE_HELP = "xét đến ngày {day}; sắp đến hạn: còn không quá 14 ngày"
NO_DUE = "Không có việc nào quá hạn hoặc sắp đến hạn."
REST = "Các việc còn lại"
REST_OPEN_LABEL = "Chưa xong, còn trong hạn"
REST_OPEN = "Chưa xong, còn trong hạn: {count} việc"
REST_DONE_LABEL = "Đã xong"
REST_DONE = "Đã xong: {count} việc"
NO_REST = "Không có việc nào khác."
MEETINGS = "Giao ban so với kế hoạch"
MEETINGS_HELP = "số buổi đã họp / phải họp cả năm, và số phải có đến nay"
MEETINGS_REST = "Những nơi không chậm: {count} dòng"
NO_BEHIND = "Không có đơn vị nào chậm so với kế hoạch giao ban."
NO_MEETINGS = "Chưa có kế hoạch giao ban nào được ghi."
ASSIGNED = "Phân công phụ trách"
GAPS_HELP = "lĩnh vực chưa có người phụ trách"
NO_ASSIGNED = "Chưa có phân công nào được ghi cho năm này."
NO_GAPS = "Mọi đơn vị có ghi phân công đều đã phân công đủ các lĩnh vực."
CALENDAR = "Việc đến hạn theo tháng"
MONTH = "Tháng"
CALENDAR_HELP = "số việc đến hạn trong tháng; số đỏ: đã quá hạn chưa xong"
BY_UNIT = "Theo đơn vị"
BY_FIELD = "Theo lĩnh vực"
BY_PERSON = "Theo người chịu trách nhiệm"
BY_PERSON_HELP = "những người còn việc quá hạn hoặc sắp đến hạn"
PLACES = {"unit": "Đơn vị", "field": "Lĩnh vực", "unit_field": "Lĩnh vực", "person": "Người chịu trách nhiệm"}
HEADS = {
    "kind_name": "Loại", "text": "Nội dung", "responsible": "Người chịu trách nhiệm", "due_on": "Hạn", "status_name": "Tình trạng",
    "done": "Đã làm", "planned": "Phải làm", "expected": "Đến nay phải có", "evidence": "Minh chứng", "reason": "Xét đến nay",
    "tasks": "Nhiệm vụ", "overdue": "Quá hạn", "due_soon": "Sắp đến hạn", "done_tasks": "Đã xong", "field_short_name": "Lĩnh vực",
}  # fmt: skip
DONE_OF = "{done}/{planned}"
PLAN = "Kế hoạch và nhiệm vụ"
PLAN_HELP = "kế hoạch năm của đơn vị, việc quá hạn hoặc sắp đến hạn, phát hiện chưa khép lại"
NO_PLAN = "Chưa có gì được ghi về kế hoạch của đơn vị trong năm."
REVIEW = "Năm nay bên cạnh năm trước"
REVIEW_HELP = "cùng quý; {same} chỉ tiêu như năm trước, {target} đổi mức, {formula} đổi cách tính, {new} mới, {gone} không còn"
REVIEW_ALL = "Từng chỉ tiêu năm nay và năm trước: {count} dòng"
REVIEW_HEADS = {
    "now": "Năm nay", "before": "Năm trước", "reason": "So với năm trước", "target_now": "Mức", "target_before": "Mức năm trước",
}  # fmt: skip
CARRIED = "Án lưu hạ: từ năm trước chuyển sang, đến khi giải quyết hết"
NO_CARRIED = "Không có án lưu hạ nào được báo cáo."
CARRIED_DONE = "Án lưu hạ được báo cáo đã giải quyết hết."
CARRIED_UNKNOWN = "Quý này chưa có số liệu án thụ lý, nên chưa biết án lưu hạ còn bao nhiêu."
OVERVIEW = "Thực hiện kế hoạch"
