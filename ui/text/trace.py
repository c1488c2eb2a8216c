"""Texts of the way from a number to its cell."""

TITLE = "Từ kết quả đến ô số liệu"
BUTTON = "Nguồn"
BUTTON_HELP = "Xem công thức, các con số và ô trong tệp báo cáo"
NO_RESULT = "Không có kết quả của chỉ tiêu mã “{indicator}” ở đơn vị mã “{unit}” trong {quarter}."
NO_FIGURE = "Không có số liệu mã “{element}” của đơn vị mã “{unit}” trong năm đến {quarter}."

# ---- the formula
PARTS = {"numerator": "Tử số", "denominator": "Mẫu số"}
COUNT = "Kết quả"
RESULT = "Kết quả"
RATE = "Tử số chia mẫu số, nhân 100"
HELD_TO_COUNT = "Mức đặt bằng số đếm nên lấy tử số"
DIVIDED = "{numerator} / {denominator} = {value}"
NOT_DIVIDED = "không tính (mẫu số bằng 0)"
UNKNOWN_YET = "chưa biết"
TARGET = "Mức chỉ tiêu"
PLAN = "{number} ngày {day}"
FROM = "khi mẫu số từ {volume}"
BELOW = "khi mẫu số dưới {volume}"
PER = "nhân với {name}"
EACH_QUARTER = "phải đạt trong từng quý"
QUARTERS = "{count} quý"

# ---- the cells
SOURCES = "Các con số lấy từ đâu"
ACCUMULATIONS = {"sum": "cộng các quý", "first": "lấy số đầu năm", "last": "lấy số cuối quý"}
ELEMENT = "{name} – {way}: {total}"
YEAR_TO_DATE = "Luỹ kế từ đầu năm:"
ABSENT = "không có"
COUNTED = "có"
NOT_COUNTED = "không"
CELL = "ô {cell}"
SHEET_CELL = "{sheet}, ô {cell}"
REVISIONS = "Bản trước của các con số này"
NO_REVISIONS = "Chưa con số nào trong đó phải đính chính."
OLD_PLACE = "{file}: {place}"
USED_IN = "Chỉ tiêu dùng số liệu này"
HEADS = {
    "element": "Số liệu",
    "value": "Số trong quý",
    "counted": "Được tính",
    "old_value": "Số cũ",
    "new_value": "Số mới",
    "old_place": "Số cũ ở",
}
