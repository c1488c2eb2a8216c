"""Texts that more than one page says."""

PRODUCT = "Chỉ tiêu công tác"
LANGUAGE = "vi"
SKIP = "Đến nội dung chính"
LABELS = {  # Streamlit's own words
    "Open": "Mở danh sách",
    "Choose an option": "Chọn một mục",
    "Close": "Đóng",
    "Choose date": "Chọn ngày",
    "Previous month": "Tháng trước",
    "Next month": "Tháng sau",
}
ANSWERS = {"Add: ": "Ghi mới: ", "No results": "Không có mục nào khớp"}  # what its lists begin with while somebody writes

# ---- the pages, in their order
PAGES = {
    "overview": "Tổng quan",
    "province": "Toàn tỉnh",
    "offices": "Các đơn vị",
    "unit": "Đơn vị",
    "promises": "Hẹn và giải trình",
    "briefing": "Giao ban",
    "indicator": "Chỉ tiêu",
    "plan": "Kế hoạch",
    "tasks": "Nhiệm vụ",
    "inspections": "Kiểm tra",
    "caseflow": "Án thụ lý",
    "reporting": "Số liệu",
    "lookup": "Tra cứu",
}

# ---- numbers, dates, periods
UNKNOWN = "–"
NO_CHANGE = "không đổi"
HARDLY_CHANGED = "gần như không đổi"
POINTS = "{points} điểm"
ESTIMATED = "{value} (ước tính)"
BELOW, ABOVE = "dưới {target}", "trên {target}"
ESTIMATE = "ước tính"
ALL_ESTIMATES = "mọi kết quả ở đây là số ước tính"
ESTIMATES_OF = "ước tính: {names}"
ESTIMATES = "Có số ước tính: số của đơn vị đã chia tách được tính theo phần chuyển sang; chỗ nào là ước tính đều ghi rõ."

# ---- levels of target
LEVELS = {
    "headline": "Chỉ tiêu xét chính",
    "national": "Chỉ tiêu ngành",
    "assigned": "Chỉ tiêu giao",
    "registered": "Chỉ tiêu đăng ký",
}
LEVELS_SHORT = {"national": "Ngành", "assigned": "Giao", "registered": "Đăng ký"}
STANCES = {
    "raised": "Cao hơn mức giao",
    "same": "Bằng mức giao",
    "lowered": "Thấp hơn mức giao",
    "additional": "Chỉ tiêu tự đặt thêm",
    "inherited": "Theo mức giao",
    "unlike": "Cách tính khác mức giao",
}
STANCES_OF_PROVINCE = {
    "raised": "Cao hơn mức ngành",
    "same": "Bằng mức ngành",
    "lowered": "Thấp hơn mức ngành",
    "additional": "Tỉnh giao thêm",
    "inherited": "Theo mức ngành",
    "unlike": "Cách tính khác mức ngành",
}

# ---- head and navigation
FIGURES_TO = "Số liệu đến {day}"
REPORTED = "{reported}/{expected} đơn vị đã báo cáo"
JUDGED_BY = "xét theo {level}"
VERSION = "Phiên bản số liệu {snapshot}"
PUBLISHED = "công bố {moment}"
PRESENT = "Trình chiếu"
LEAVE = "Thoát trình chiếu"
CONTENTS = "Trên trang này"
TAB = "{title} · {product}"
SYNTHETIC = "Số liệu minh hoạ"
SYNTHETIC_HELP = "Số liệu và chỉ tiêu trong bản này được tạo ra để minh hoạ, không phải của đơn vị nào."
CAVEAT_REPORTS = "Mới có {reported}/{expected} đơn vị báo cáo {quarter}: so sánh giữa các đơn vị và với cùng kỳ chỉ là tạm thời."
CAVEAT_PROVISIONAL = "Có đơn vị báo cáo số liệu chưa hết quý (đến {day}): kết quả là tạm thời."

# ---- freshness
FRESH = "Đã có số liệu mới, công bố {moment}."
RELOAD = "Xem số liệu mới"
SNAPSHOT_GONE = "Phiên bản số liệu đang xem không còn được lưu; đã chuyển sang phiên bản mới nhất."

# ---- filters
QUARTER_LABEL = "Kỳ báo cáo"
UNIT_LABEL = "Đơn vị"
FIELD_LABEL = "Lĩnh vực"
INDICATOR_LABEL = "Chỉ tiêu"
LEVEL_LABEL = "Cấp chỉ tiêu"
PROVINCE_LABEL = "Tỉnh"
ALL_FIELDS = "Tất cả lĩnh vực"
ALL_UNITS = "Tất cả đơn vị"
ALL_INDICATORS = "Tất cả chỉ tiêu"
OFFICES = {"mart": "như từng thời kỳ", "today": "theo đơn vị hiện nay"}
AS_MADE = "Kế hoạch, báo cáo, giải trình vẫn đứng tên đơn vị đã lập, kể cả đơn vị đã kết thúc hoạt động."
CLOSED_UNIT = "{name} (đã kết thúc hoạt động)"
UNIT_TO_COME = "{name} (khi ấy chưa thành lập)"
UNIT_LED = "{name} (nay thuộc {successors})"
LED_TO_SUCCESSOR = "{unit} đã kết thúc hoạt động ngày {day}, nay thuộc {successors}. Đang xem {shown}."
SHARE = "{unit} ({share}%)"
AND = " và "
NO_SUCH = {
    "quarter": "Không có kỳ báo cáo “{value}”. Đang xem {fallback}.",
    "unit": "Không có đơn vị mã “{value}”. Đang xem {fallback}.",
    "field": "Không có lĩnh vực mã “{value}”. Đang xem {fallback}.",
    "indicator": "Không có chỉ tiêu mã “{value}”. Đang xem {fallback}.",
    "level": "Không có cấp chỉ tiêu “{value}”. Đang xem {fallback}.",
    "offices": "Không có cách xem đơn vị “{value}”. Đang xem {fallback}.",
    "show": "Không có cách hiện “{value}”. Đang xem {fallback}.",
    "focus": "Không có phạm vi “{value}”. Đang xem {fallback}.",
    "flow": "Không có dòng án mã “{value}”. Đang xem {fallback}.",
    "province": "Không có tỉnh mã “{value}”. Đang xem {fallback}.",
}
NO_SUCH_SEVERAL = "Đường dẫn ghi sai: {values}; đang xem như tiêu đề ghi."
QUOTED = "“{value}”"
NO_SUCH_OTHER = "Đường dẫn ghi sai: “{value}”; đang xem {fallback}."

# ---- empty and odd states
EMPTY_TITLE = "Chưa có số liệu"
EMPTY_BODY = (
    "Chưa có lần công bố nào trong thư mục dữ liệu “{folder}”. Để nạp số liệu: đặt danh mục vào thư mục reference, "
    "đặt biểu báo cáo (.xlsx hoặc .csv) vào thư mục inbox, rồi chạy lệnh"
)
EMPTY_COMMAND = "python -m etl load --data {folder}"
EMPTY_NEXT = "Trang này tự báo khi có số liệu."
EMPTY_QUARTERS_TITLE = "Chưa có báo cáo nào được nhận"
EMPTY_QUARTERS_BODY = (
    "Danh mục đã có nhưng chưa có báo cáo hợp lệ. Đặt biểu báo cáo vào thư mục inbox của “{folder}” rồi chạy lệnh"
)
EMPTY_PLANS = "Xem kế hoạch năm"
PLANNED_AHEAD = "Đã có kế hoạch, nhiệm vụ của năm {year}, chưa có báo cáo: xem ở {quarter}."
NOTHING_REPORTED = "Chưa có báo cáo {quarter}"
BROKEN_TITLE = "Không mở được số liệu"
BROKEN_BODY = "Không đọc được phiên bản “{snapshot}”. Chạy lại lệnh công bố hoặc báo người quản trị. Chi tiết: {detail}"
OLDER_TITLE = "Bản công bố do phiên bản cũ của chương trình làm ra"
OLDER_BODY = "Trang này đọc những số mà bản ấy chưa có ({detail}). Công bố lại từ sổ, không mất gì, bằng lệnh"
UNIT_CLOSED = "{unit} đã kết thúc hoạt động ngày {day}: không có số liệu {quarter}."
NOW_PART_OF = "Nay thuộc {successors}."
LAST_QUARTER = "Kỳ hoạt động cuối cùng là {quarter}."
UNIT_NOT_YET = "{unit} hoạt động từ ngày {day}: không có số liệu {quarter}."
UNIT_ABSENT = "{unit} không hoạt động trong {quarter}: không có số liệu để trình bày."
NOTHING_HERE = "Không có dòng nào phù hợp."
MORE_ITEMS = "Còn {count} việc nữa: xem bảng số liệu hoặc tệp CSV."
PLACES = "Các trang"
LEFT_OUT = "{head}: – {why}."
LEFT_OUT_COUNTED = "{why} ({count} dòng)"
SHOW_MORE, SHOW_LESS = "Xem thêm {count}", "Thu gọn"
MORE_ROWS = "Còn {count} dòng nữa: xem bảng số liệu hoặc tệp CSV."

# ---- where a number stands
CELL = "ô {cell}"
SHEET_CELL = "{sheet}, ô {cell}"
TRACE = "Nguồn"
TRACE_OPEN = "Xem"
TRACE_HELP = "Xem công thức, các con số và ô trong tệp báo cáo"

# ---- where it will end
CHANCE = "{name}: {chance}"
CHANCES = {0: "dưới 5%", 100: "trên 95%"}
CHANCES_OPEN = {20: "trên 20%", 80: "dưới 80%"}  # where the next word begins at the same number, rounded
CHANCE_ABOUT = "khoảng {chance}%"

# ---- tables and downloads
TABLE = "Bảng số liệu"
EXCEL = "Tải Excel"
CSV = "Tải CSV"
MACHINE_CSV = "Tải CSV cho phân tích"
DATA_SHEET = "Số liệu"
ABOUT_SHEET = "Thông tin"
ABOUT = {
    "what": "Bảng", "choices": "Lựa chọn", "head": "Tình hình số liệu", "publication": "Bản công bố", "published": "Công bố lúc",
    "rows": "Số dòng",
}  # fmt: skip
PNG = "Tải ảnh PNG"
PNG_HELP = "Lưu hình này thành ảnh PNG"
CHART_FAILED = "Không tạo được ảnh."
SOURCE = "Nguồn: báo cáo của các đơn vị; phiên bản số liệu {snapshot}"

# ---- column heads of the published tables
COLUMNS = {
    "unit_code": "Mã đơn vị",
    "unit_name": "Đơn vị",
    "unit_short_name": "Đơn vị",
    "field_code": "Mã lĩnh vực",
    "field_name": "Lĩnh vực",
    "indicator_code": "Mã chỉ tiêu",
    "indicator_name": "Chỉ tiêu",
    "indicator_short_name": "Chỉ tiêu",
    "year": "Năm",
    "quarter": "Quý",
    "numerator": "Tử số",
    "denominator": "Mẫu số",
    "value": "Kết quả",
    "target": "Mức chỉ tiêu",
    "target_level": "Cấp chỉ tiêu",
    "level": "Cấp chỉ tiêu",
    "expected": "Mức phải có đến nay",
    "status": "Đánh giá",
    "status_name": "Đánh giá",
    "attainment": "Mức hoàn thành (%)",
    "margin": "Chênh lệch",
    "needed": "Còn thiếu (hoặc vượt quá)",
    "is_close": "Sát ngưỡng",
    "is_fragile": "Một trường hợp là đổi",
    "ci_low": "Khoảng tin cậy 95%: dưới",
    "ci_high": "Khoảng tin cậy 95%: trên",
    "is_complete": "Đủ các quý trước",
    "is_provisional": "Số tạm thời",
    "is_estimate": "Là số ước tính",
    "previous_value": "Cùng kỳ năm trước",
    "comparison_obstacle": "Vì sao không so với cùng kỳ",
    "reason": "Diễn giải",
    "period_to": "Số liệu đến",
    "due_on": "Hạn",
    "received_at": "Nhận lúc",
    "is_on_time": "Đúng hạn",
    "version": "Lần gửi",
    "is_focus": "Trọng tâm",
    "attention_rank": "Thứ tự",
    "rank_in_province": "Thứ tự trong tỉnh",
    "share_met": "Tỷ lệ đạt (%)",
    "targets_judged": "Số chỉ tiêu được đánh giá",
    "stance": "So với mức giao",
    "cause": "Nguyên nhân",
    "remedy": "Biện pháp",
    "responsible": "Người phụ trách",
    "promised_on": "Hẹn xong",
    "data_element_name": "Số liệu",
    "unit_of_measure": "Đơn vị tính",
    "ytd_value": "Luỹ kế",
    "file": "Tệp",
    "sheet": "Trang",
    "cell": "Ô",
    "place": "Trang, ô",
}
YES = "có"
NO = "không"

# ---- parts of hover texts and alternatives
NOT_DRAWN = "nét năm trước bỏ trống: {reason}"
QUARTERS_NOW = "Năm nay: {values}."
QUARTERS_BEFORE = "Năm trước: {values}."
CLOSE = "Sát ngưỡng: thêm hoặc bớt một trường hợp là đổi đánh giá."
FOCUS_INDICATOR = "Chỉ tiêu trọng tâm"
FOCUS_MARK = "◆"
LEGEND = "Chú giải"
UNEXPLAINED = "Chưa giải trình."
EXPLAINED = "Đã giải trình."
PROMISED = "Hẹn xong {day}."

# ---- the matrix of units and indicators
MATRIX_ROLE = "bảng ô"
MATRIX_NONE = "Đơn vị không có chỉ tiêu này."
MATRIX_COMING = "Đang tải lời giải thích…"
MATRIX_LOST = "Chưa tải được lời giải thích; trở lại ô này để thử lần nữa."
OPEN_UNIT = "Bấm để xem đơn vị"
OPEN_INDICATOR = "Bấm để xem chỉ tiêu"

# ---- the door (read by whoever set the server up, not by its visitors)
NOT_THIS_HOST = "Máy chủ này không mang tên ấy. Người quản trị ghi thêm tên vào biến ALLOWED_HOSTS (docs/operations.md)."
NOT_OPEN = "Địa chỉ này không mở."
