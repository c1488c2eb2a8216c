"""Texts of the page of one indicator and of its charts."""

# ---- head
HEADING = "{indicator}, {quarter}"
PREVIOUS = "‹ Trước"
NEXT = "Sau ›"
DEFINITION = "Cách tính"
RATE = "Kết quả (%) = 100 ×"
COUNT = "Kết quả ({unit}) ="
COUNT_BARE = "Kết quả ="
TIMES = "{coefficient} × "
PLUS = " + "
MINUS = " − "
HOW_ADDED = {"sum": "cộng từ đầu năm công tác", "first": "lấy số đầu năm", "last": "lấy số cuối quý"}
UNBOUNDED = "Tử số không phải là một phần của mẫu số nên kết quả có thể vượt 100%."

# ---- targets
TARGETS = "Mức chỉ tiêu năm {year}"
AT_LEAST = "từ {value} trở lên"
AT_MOST = "không quá {value}"
NONE_ALLOWED = "không để xảy ra"
PER = "{value}, nhân với {head}"
VOLUME_FROM = "khi mẫu số từ {least} trở lên"
VOLUME_BELOW = "khi mẫu số dưới {most}"
VOLUME_BETWEEN = "khi mẫu số từ {least} đến dưới {most}"
PHASINGS = {"year_end": "tính khi hết hạn", "each_quarter": "mỗi quý"}
DUE = "hạn {day}"
PLAN = "{number} ({day})"
NO_PLAN = "chưa có văn bản nào đặt mức"
REGISTERED_LIKE = "các đơn vị đăng ký bằng mức giao hoặc theo mức giao"
STANCES = {
    "at_least": {"raised": "cao hơn mức giao", "lowered": "thấp hơn mức giao", "additional": "tự đặt thêm"},
    "at_most": {"raised": "chặt hơn mức giao", "lowered": "lỏng hơn mức giao", "additional": "tự đặt thêm"},
}
REGISTERED_STANCE = "{stance}: {units}"
REGISTERED_UNIT = "{unit} {target}"

# ---- the province
PROVINCE = "Toàn tỉnh"
PROVINCE_NONE = "Chưa có số liệu của chỉ tiêu này trong {quarter}."
PROVINCE_UNITS = "{reported}/{expected} đơn vị có số liệu:"

# ---- all units
UNITS = "Các đơn vị"
UNITS_HELP = {
    "rate": "đoạn ngang: khoảng tin cậy 95% · vạch đậm: mức",
    "count": "vạch đậm: mức · vạch mảnh: phải có đến nay",
    "ceiling": "vạch đậm: mức",
}
UNITS_ORDER = " · xếp theo cụm và chữ cái, không xếp hạng"
UNITS_STANCES = {
    "at_least": " · ↑ cao hơn, ↓ thấp hơn mức giao, + tự đặt thêm",
    "at_most": " · ↑ chặt hơn, ↓ lỏng hơn mức giao, + tự đặt thêm",
}
STANCE_MARKS = {"raised": "↑ ", "lowered": "↓ ", "additional": "+ "}
INHERITED = "theo mức giao"
UNITS_ALT = "{indicator}, {quarter}: kết quả, khoảng tin cậy 95% và mức chỉ tiêu của {units}. Số liệu đầy đủ ở nút bảng số liệu."
UNITS_NONE = "Không có đơn vị nào có mức chỉ tiêu hoặc số liệu của chỉ tiêu này trong {quarter}."
PRINTED = {"value": "Kết quả", "target": "Mức", "status": "Đánh giá"}
PRINTED_COUNTED = "Tử/mẫu số"
PRINTED_EXPECTED = "Phải có"
NO_CLUSTER = "Không thuộc cụm"
INTERVAL = "Khoảng tin cậy 95%: {low} – {high}"
CLOSE_SHORT = "sát ngưỡng"

# ---- map
MAP = "Theo địa bàn"
MAP_HELP = {"rate": "đánh giá và tử số trên mẫu số", "count": "đánh giá và kết quả"}
MAP_ALT = "Bản đồ ô của tỉnh: đánh giá {indicator} ở từng đơn vị, {quarter}."
MAP_NONE = "Danh mục đơn vị chưa ghi vị trí trên bản đồ."

# ---- funnel
FUNNEL = "Khác mức hay do ngẫu nhiên?"
FUNNEL_HELP = "ngoài đường 99,8% là khác mức rõ rệt"
FUNNEL_ALT = "Hình phễu {indicator}, {quarter}: tỷ lệ của từng đơn vị theo số việc, với giới hạn nhị thức 95% và 99,8% quanh mức."
FUNNEL_X = "Mẫu số (số việc)"
FUNNEL_LIMIT = {"95": "95%", "998": "99,8%"}
FUNNEL_TARGET = "mức {target}"
FUNNEL_RANGE = "Với {denominator} việc, dao động ngẫu nhiên quanh mức: {low} – {high} (95%), {lowest} – {highest} (99,8%)"
ZONES = {
    "within": "Trong giới hạn: chênh lệch với mức có thể chỉ do ngẫu nhiên",
    "below_95": "Dưới giới hạn 95%, thấp hơn mức một cách khác thường",
    "below_998": "Dưới giới hạn 99,8%, thấp hơn mức một cách rất khác thường",
    "above_95": "Trên giới hạn 95%, cao hơn mức một cách khác thường",
    "above_998": "Trên giới hạn 99,8%, cao hơn mức một cách rất khác thường",
}
LIMIT_COLUMNS = {
    "zone": "So với giới hạn",
    "lower_95": "Giới hạn dưới 95%",
    "upper_95": "Giới hạn trên 95%",
    "lower_998": "Giới hạn dưới 99,8%",
    "upper_998": "Giới hạn trên 99,8%",
}
FUNNEL_OUTSIDE = "{zone}: {units}."
FUNNEL_ALL_WITHIN = "Mọi đơn vị đều trong giới hạn: chênh lệch giữa các đơn vị chưa vượt quá dao động ngẫu nhiên."
FUNNEL_COMPARED_WITHIN = (
    "Cả {units} đơn vị được so sánh đều trong giới hạn: chênh lệch giữa các đơn vị này chưa vượt quá dao động ngẫu nhiên."
)
FUNNEL_NOT_COMPARED = "Không so sánh được: {units}."
FUNNEL_LEFT_OUT = {
    "not_reported": "chưa báo cáo",
    "no_target": "chưa có mức chỉ tiêu",
    "target_count": "mức là số việc, không phải tỷ lệ",
    "not_applicable": "không phát sinh",
    "target_edge": "mức không nằm giữa 0% và 100%",
    "not_cases": "kết quả không tính trên số việc đếm được",
    "past_all": "tử số có thể lớn hơn mẫu số",
}
FUNNEL_UNBOUNDED = "Tử số không bắt buộc nằm trong mẫu số, nên giới hạn chỉ để tham khảo."

# ---- quarters
QUARTERS = "Từng quý"
QUARTERS_HELP = "luỹ kế từ đầu năm · đậm: năm {year} · nhạt: năm {before} · gạch: mức"
PROVINCE_QUARTERS = "Toàn tỉnh, từng quý"
PROVINCE_ALT = "Toàn tỉnh: {indicator} luỹ kế theo quý năm {year} so với năm {before} và mức chỉ tiêu."
QUARTERS_ALT = "Biểu đồ nhỏ cho từng đơn vị: {indicator} luỹ kế theo quý năm {year} so với năm {before} và mức chỉ tiêu."

# ---- sources
SOURCES = "Nguồn số liệu"
SOURCES_HELP = "từng số đã dùng để tính, với tệp, trang và ô; bấm kết quả của một đơn vị ở trên để xem cách tính"
SOURCES_COLUMNS = {
    "part": "Phần",
    "data_element_name": "Số liệu",
    "value": "Trong quý",
    "ytd_value": "Luỹ kế",
    "is_counted": "Được tính",
    "file": "Tệp",
    "sheet": "Trang",
    "cell": "Ô",
}
NOT_COUNTED = "không tính"
PARTS = {"numerator": "Tử số", "denominator": "Mẫu số"}
