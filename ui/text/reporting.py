"""Texts of the page on reports: who sent what, when, and what is wrong with it."""

HEADING = "Số liệu {quarter}"

# ---- cards
OF_NOBODY = "và {count} tệp chưa rõ của đơn vị nào"
CARDS_LABEL = "Tình hình gửi báo cáo"
RECEIVED = "Đã nhận"
RECEIVED_OF = "/ {expected} báo cáo phải gửi"
DUE = "Hạn gửi {day}"
OF_WHICH_PROVISIONAL = " · {count} tạm thời"
LATE_MOST = "muộn nhất {days} ngày"
WARNINGS = "Cảnh báo"
WARNINGS_BELOW = "số cần kiểm tra lại"

# ---- states of a report
LATE_BY = "Muộn {days} ngày"
CORRECTED = "Đính chính, lần gửi {version}"
PROVISIONAL = "Tạm thời ({day})"
NEWER_REFUSED = "Bản gửi sau bị trả lại"
BRIEFLY = {"corrected": "lần gửi {version}", "provisional": "đến {day}", "refused": "bản sau"}  # within a cell of the picture
FIRST_RECEIVED = "Nhận bản đầu lúc {moment}"
NEWEST_RECEIVED = "Nhận bản đang dùng lúc {moment}"
REFUSED_TIMES = "Bị trả lại {count} lần, gần nhất nhận lúc {moment}"

# ---- matrix and map
MATRIX = "Đơn vị gửi báo cáo theo quý"
MATRIX_ALT = "Bảng ô {units} đơn vị theo các quý: báo cáo đúng hạn, muộn, đính chính, tạm thời, bị trả lại hay thiếu."
ON_TIME_OF = "{on_time}/{timed} đúng hạn"
UNTIMED = "không tính hạn"
YEAR_HEAD = "Năm {year}"
MAP = "Theo địa bàn"
MAP_TITLE = "Tình hình gửi báo cáo theo địa bàn"
MAP_ALT = "Bản đồ ô của tỉnh: {states}."
MAP_STATE = "{unit} {label}"

# ---- whom to remind
CHASE = "Cần đôn đốc"
CHASE_NONE = "Mọi báo cáo phải gửi đều đã được nhận."
CHASE_NOT_DUE = "Chưa có báo cáo nào quá hạn; còn {count} đơn vị chưa gửi."
CHASE_MISSING = "Chưa gửi báo cáo; hạn gửi {day}."
CHASE_REFUSED = "Bản gửi {moment} bị trả lại; chưa có bản sửa. Hạn gửi {day}."
CHASE_UNREAD = "Đã gửi tệp {moment} nhưng chưa đọc được; cần gửi đúng biểu mẫu. Hạn gửi {day}."
CHASE_NEWER = "Bản gửi {moment} bị trả lại; vẫn dùng bản nhận trước đó."

# ---- refused files
RETURNED = "Tệp bị trả lại"
RETURNED_NONE = "Không có tệp nào bị trả lại."
OTHER_FIELDS = "Không lỗi nào thuộc lĩnh vực {field}; cả tệp vẫn bị trả lại vì lỗi ở lĩnh vực khác."
NO_UNIT = "Chưa rõ đơn vị"
NO_PERIOD = "chưa rõ đơn vị hoặc kỳ, xếp theo ngày nhận"
RETURNED_FACTS = "{units} · nhận {moment} · {errors} lỗi"
PARTLY = "nhận một phần"
REPLACED = "đã có bản thay"
DOWNLOAD = "Tải bản đánh dấu lỗi"
NO_COPY = "Bản đánh dấu lỗi không còn trong thư mục returned; nạp lại để tạo lại."

# ---- what is new in this publication
CHANGES = "Thay đổi so với lần công bố trước"
CHANGES_SINCE = "từ bản công bố {moment}"
CHANGES_NONE = "Không có gì khác lần công bố trước."
CHANGES_NONE_FIELD = "Lĩnh vực {field} không có gì khác lần công bố trước."
CHANGES_FIRST = "Chưa có lần công bố trước để so."

# ---- corrections
REVISIONS = "Số liệu đã đính chính"
REVISIONS_NONE = "Không có con số nào được đính chính."
ABSENT = "không có"

# ---- warnings
KIND_LABEL = "Loại cảnh báo"
ALL_KINDS = "Mọi loại cảnh báo"
KIND_COUNT = "{name} ({count})"
WARNINGS_NONE = "Không có cảnh báo nào."

# ---- record and figures
RECORD = "Nền nếp báo cáo năm {year}"
RECORD_ASIDE = "các quý phải gửi đến nay"
FIGURES = "Số liệu của {unit}"
FIGURES_CHOOSE = "Chọn lĩnh vực để xem từng số với tệp, trang, ô của nó:"
FIGURES_ASIDE = "bấm tên số liệu để xem nguồn"
FIGURES_NONE = "Đơn vị chưa có số liệu được nhận trong quý này."
FIGURES_NONE_FIELD = "Đơn vị chưa có số liệu nào của lĩnh vực {field} trong quý này."
HEADS = {
    "data_element_name": "Số liệu",
    "old_value": "Số cũ",
    "new_value": "Số mới",
    "kind_name": "Loại",
    "message": "Nội dung",
    "reports_expected": "Phải gửi",
    "reports_on_time": "Đúng hạn",
    "reports_late": "Muộn",
    "reports_untimed": "Không tính hạn",
    "days_late_total": "Tổng ngày muộn",
    "reports_corrected": "Đính chính",
    "refused_count": "Lần bị trả lại",
    "reports_refused": "Còn bị trả lại",
    "reports_unread": "Chưa đọc được",
    "reports_missing": "Chưa gửi",
    "value": "Trong quý",
    "label": "Tình trạng",
    "marks": "Ghi chú",
    "first_accepted_at": "Nhận bản đầu",
    "received_at": "Nhận bản mới nhất",
}
