"""Texts of the way from a number to its cell."""

TITLES = {
    "trace": "Từ kết quả đến ô số liệu",
    "figure": "Từ số liệu đến ô trong tệp",
    "cases": "Từ án thụ lý đến ô số liệu",
    "counted": "Các dòng được đếm",
    "record": "Từ nội dung đến ô đã ghi",
}
PROVINCE = "Toàn tỉnh"
NO_RESULT = "{unit} không có kết quả của chỉ tiêu “{indicator}” trong {quarter}."
NO_SUCH_RESULT = "Không có kết quả của chỉ tiêu mã “{indicator}” ở đơn vị mã “{unit}” trong {quarter}."
NO_FIGURE = "Không có số liệu mã “{element}” của đơn vị mã “{unit}” trong năm đến {quarter}."
NO_CASES = "Không có dòng án mã “{flow}” của “{unit}” trong {quarter}."
NO_COUNT = "Không có số đếm mã “{what}” của “{unit}”."

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
FROM = "khi mẫu số từ {volume} trở lên"
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
REVISIONS = "Bản trước của các con số này"
NO_REVISIONS = "Chưa con số nào trong đó phải đính chính."
OLD_PLACE = "{file}: {place}"
USED_IN = "Chỉ tiêu dùng số liệu này"
USED_IN_FLOWS = "Dòng án dùng số liệu này"
HEADS = {
    "element": "Số liệu",
    "value": "Số trong quý",
    "counted": "Được tính",
    "old_value": "Số cũ",
    "new_value": "Số mới",
    "old_place": "Số cũ ở",
    "document": "Văn bản",
    "title": "Trích yếu",
    "summed": "Được cộng",
}

# ---- the units of a sum
UNITS = "Cộng từ các đơn vị"
CLOSED = "{unit} (đã kết thúc hoạt động)"
UNITS_HELP = (
    "Đơn vị chưa có số liệu không được cộng; đơn vị đã kết thúc hoạt động trong năm được cộng như ở quý cuối đã báo cáo. "
    "Bấm vào tên đơn vị để đến ô trong báo cáo của đơn vị."
)
CASES_HELP = "Chỉ cộng đơn vị có đủ tồn đầu năm, mới thụ lý, đã giải quyết và còn lại. Bấm vào tên đơn vị để đến ô trong báo cáo."
RATE_OF_CASES = "Đã giải quyết chia cho tồn đầu năm cộng mới thụ lý, nhân 100"
RATE_OF_CARRIED = "Số cũ đã giải quyết chia cho tồn đầu năm, nhân 100"

# ---- the targets
TARGETS = "Mức chỉ tiêu ghi ở đâu"
REPLACED = "{document} (đã có văn bản sau thay)"

# ---- counts
DAYS = "{open}/{all} ngày hoạt động"
TARGETS_ADDED = "cộng mức mà từng đơn vị phải đạt"
PART_OF = "– {unit}"
SUMS = {
    "met_or_exceeded": "Đạt và vượt", "judged": "Được đánh giá", "close": "Sát ngưỡng", "unmet": "Chưa đạt",
    "unexplained": "Chưa đạt mà chưa giải trình",
}  # fmt: skip
COMPARED = {
    "year_met": "So với cùng quý năm trước: nay đạt và vượt",
    "year_judged": "So với cùng quý năm trước: nay được đánh giá",
    "year_was_met": "So với cùng quý năm trước: năm trước đạt và vượt",
    "year_was_judged": "So với cùng quý năm trước: năm trước được đánh giá",
    "year_turned": "So với cùng quý năm trước: đánh giá đổi",
    "quarter_good": "So với quý trước: nay đạt, vượt hoặc đúng tiến độ",
    "quarter_results": "So với quý trước: được so",
    "quarter_was_good": "So với quý trước: quý trước đạt, vượt hoặc đúng tiến độ",
    "quarter_turned": "So với quý trước: đánh giá đổi",
}
COMPARED_HEADS = {
    "previous_numerator": "Trước: tử số",
    "previous_denominator": "Trước: mẫu số",
    "previous_value": "Trước: kết quả",
    "previous_target": "Trước: mức",
    "previous_status": "Trước: đánh giá",
    "numerator": "Nay: tử số",
    "denominator": "Nay: mẫu số",
    "value": "Nay: kết quả",
    "target": "Nay: mức",
    "status": "Nay: đánh giá",
}
REPORTS = {"received": "Báo cáo đã nhận", "corrected": "Báo cáo đã đính chính", "late_or_returned": "Báo cáo muộn hoặc bị trả lại"}
SO_FAR = "từ đầu năm đến hết {quarter}"
COUNTED_ROWS = "{count} dòng"
YEAR_BEFORE = "Các dòng được đếm trong {quarter}"

# ---- tasks, inspections, findings, plans: what was written of them
RECORDS = {"task": "Nhiệm vụ", "inspection": "Cuộc kiểm tra", "finding": "Phát hiện", "plan": "Kế hoạch"}
NO_RECORD = "Chưa có điều gì được ghi từ tệp, danh mục hay trang nhập về “{key}”."
SAID_OF = "Điều được ghi"
SAID = "Ghi"
SAID_AT = "Nhận lúc"
IN_LIST = "danh mục"
SAID_IN = "Ghi ở"
ON_PAGE = "trang nhập, {name}"
TAKEN_BACK = "(rút lại)"
IN_FORCE = "Hiệu lực"
HOLDS = "đang có hiệu lực"
BEFORE = "bản trước"
CHANGES = "Các lần ghi khác nhau"
