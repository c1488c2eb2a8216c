"""Texts of the plan page."""

HEADING = "Kế hoạch năm {year}"

ALL_LEVELS = "Mọi cấp chỉ tiêu"

# ---- the province against the sector
ASSIGNED_LIST = {"national": "Chỉ tiêu ngành đặt và mức tỉnh giao", "assigned": "Chỉ tiêu tỉnh giao so với mức ngành"}
ASSIGNED_NONE = "Năm {year} không có {level} nào{within}."
WITHIN = " thuộc lĩnh vực {field}"
OF_PROVINCE = "So với mức ngành"
DEPARTING = "Tỉnh giao khác mức ngành"
DEPARTING_HELP = "{count} chỉ tiêu"
DEPARTING_NONE = "Tỉnh giao đúng mức ngành ở mọi chỉ tiêu."
UNITS_RAISED = "Đơn vị đăng ký cao hơn"
UNITS_LOWERED = "Đơn vị đăng ký thấp hơn"

# ---- the three steps
CASCADE_LABEL = "Chỉ tiêu được đặt qua ba cấp"
NATIONAL = "Chỉ thị của ngành"
ASSIGNED = "Kế hoạch của tỉnh"
REGISTERED = "Kế hoạch đăng ký của đơn vị"
DOCUMENT = "Số {number}, ngày {day}"
NO_NUMBER = "–"
INDICATORS = "{count} chỉ tiêu"
NO_NATIONAL = "Danh mục chưa có chỉ thị của ngành cho năm này."
NO_ASSIGNED = "Danh mục chưa có kế hoạch của tỉnh cho năm này."
NO_UNITS = "Năm này chưa có mức giao hay mức đăng ký nào."
UNITS_WITH_PLAN = "{having}/{units} đơn vị đã đăng ký"
ISSUED_BETWEEN = "{count} văn bản, ban hành từ {first} đến {last}."
NONE_REGISTERED = "Chưa có kế hoạch đăng ký nào: mọi đơn vị theo mức giao."
UNITS_MISSING = " Chưa có: {names}."

# ---- the matrix of stances
STANCE = "Mức đăng ký so với mức giao"
STANCE_ALT = (
    "Bảng ô {indicators} chỉ tiêu theo {units} đơn vị, năm {year}: mức đăng ký so với mức giao. {counts}. "
    "Dùng phím mũi tên để đi từng ô; bảng số liệu đầy đủ ở nút phía trên."
)
COUNT = "{name}: {count}"

# ---- what asks less
LOWERED = "Thấp hơn mức giao"
LOWERED_HELP = "{count} mức · cần trao đổi với đơn vị"
LOWERED_UNITS = "{count} đơn vị:"
LOWERED_NONE = "Không có đơn vị nào đăng ký thấp hơn mức giao."

# ---- what became of aiming higher
RAISED = "Cao hơn mức giao: kết quả đến {quarter}"
RAISED_COUNTS = "Trong {raised} mức tự đặt cao hơn của các đơn vị hoạt động trong quý:"
OUTCOMES = {
    "reached": "đã đạt mức tự đặt",
    "on_way": "đúng tiến độ mức tự đặt",
    "assigned_only": "theo kịp mức giao, chưa theo kịp mức tự đặt",
    "short": "chưa theo kịp cả mức giao",
    "not_judged": "chưa đánh giá được",
}
RAISED_UNKNOWN = "Chưa có báo cáo nào để biết kết quả."
RAISED_NONE = "Không có đơn vị nào đăng ký cao hơn mức giao."
OUTCOME = "Kết quả mức tự đặt"
OWN_STATUS = "Đánh giá theo mức tự đặt"

# ---- documents of the units
DOCUMENTS = "Kế hoạch của từng đơn vị"
DOCUMENTS_HELP = "số chỉ tiêu theo mức đăng ký so với mức giao, mọi lĩnh vực"
UNIT_WITHOUT_PLAN = "chưa có kế hoạch đăng ký"
NUMBER = "Số văn bản"
ISSUED_ON = "Ngày"
TITLE = "Trích yếu"
NAMED = "Nêu"
PARENT = "Căn cứ"

# ---- indicators that units departed from
DEPARTURES = "Chỉ tiêu có đơn vị đăng ký khác mức giao"
DEPARTURES_HELP = "số đơn vị"
DEPARTURES_REST = "Còn {count} chỉ tiêu nữa"
DEPARTURES_NONE = "Mọi đơn vị đăng ký đúng mức giao."
UNITS = "Số đơn vị"

# ---- all targets
TARGETS = "Tra mức chỉ tiêu"
TARGETS_OF = "Mức chỉ tiêu: {chosen}"
TARGETS_HELP = "chọn đơn vị hoặc chỉ tiêu để xem cả mức đăng ký"
TARGETS_ALL = "Mọi mức ngành đặt và tỉnh giao: {count} dòng"
TARGETS_CHOOSE = "Chọn đơn vị hoặc chỉ tiêu để xem mức đăng ký."
ASKED = "Mức"
NATIONAL_ASKED = "Mức ngành"
ASSIGNED_ASKED = "Mức giao"
REGISTERED_ASKED = "Mức đăng ký"
PHASING = "Chia theo thời gian"
PHASINGS = {"linear": "đều trong năm", "year_end": "cuối năm", "each_quarter": "từng quý"}
DUE = "Hạn"
YEAR_END = "hết năm công tác"
DIRECTION = "Chiều"
DIRECTIONS = {"at_least": "tối thiểu", "at_most": "tối đa"}
PLAN_DOCUMENT = "Văn bản"
REPLACED = "{document} (đã có văn bản sau thay)"
ORDINARY = "{number}, {day}"
