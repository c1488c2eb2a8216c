"""Texts of the page of promises and explanations."""

HEADING = "Hẹn và giải trình, {quarter}"

# ---- choices
STATE_LABEL = "Tình trạng"
ALL_STATES = "Mọi tình trạng"
PERSON_LABEL = "Người phụ trách"
ALL_PERSONS = "Mọi người phụ trách"
NO_PERSON = "Không ghi người phụ trách"
PERSON_OF = "{person} ({unit})"

# ---- states, in the order in which they need somebody
STATES = {
    "this_week": "Đến hẹn trong 7 ngày",
    "overdue": "Đã quá hẹn",
    "pending": "Chưa đến hẹn",
    "no_day": "Không hẹn ngày",
    "not_judged": "Đến hẹn, không đánh giá được",
    "closed": "Đơn vị kết thúc trước ngày hẹn",
    "kept_late": "Lỡ hẹn, nay đã đạt",
    "kept": "Đã giữ hẹn",
}
BROKEN = "broken"  # of two states: those that are overdue and have figures, and those kept late
CHOSEN_STATES = STATES | {BROKEN: "Lỡ hẹn, kể cả nay đã đạt"}
CARDS_LABEL = "Số lời hẹn theo tình trạng"
BELOW = {
    "this_week": "tính từ ngày chốt số liệu",
    "overdue": "lâu nhất {days} ngày",
    "pending": "sớm nhất {day}",
}

# ---- the list
PROMISES = "Lời hẹn"
PROMISES_HELP = "{count} lời hẹn trong năm {year}, nhìn theo số liệu đến {day}"
NONE = "Không có lời hẹn nào như đã chọn."
HEADS = {
    "state": "Tình trạng",
    "unit": "Đơn vị",
    "indicator": "Chỉ tiêu",
    "promised_on": "Hẹn xong",
    "responsible": "Người phụ trách",
    "remedy": "Biện pháp đã hứa",
    "then": "Lúc hẹn",
    "due": "Khi đến hẹn",
    "now": "Hiện nay",
    "cell": "Nơi ghi",
}
PAST = "quá {days} ngày"
DUE = "đến hẹn đúng ngày chốt số liệu"
TO_COME = "còn {days} ngày"
NO_FIGURES = "chưa có số liệu"
MADE_BY = "do {unit} hẹn"
CAUSE = "Nguyên nhân: {cause}"
MADE_IN = "Hẹn trong kỳ"

# ---- by office and by person
OFFICES = "Theo đơn vị"
OFFICES_HELP = "nhiều lời quá hẹn và việc chưa giải trình nhất đứng trước; bấm vào con số để xem"
OFFICES_REMARK = (
    "Quá hẹn: qua ngày hẹn mà đến nay chưa đạt hoặc chưa có số liệu. Lỡ hẹn: đến ngày hẹn mà chưa đạt, kể cả lời nay đã đạt. "
    "Chưa đạt, chưa giải trình: xét theo chỉ tiêu chính."
)
NONE_OF_OFFICES = "Chưa có lời hẹn và kết quả nào."
CLOSED_OFFICES = "Xem thêm {count} đơn vị đã kết thúc hoạt động"
OFFICE_CLOSED = "{unit} (đã kết thúc hoạt động)"
OFFICE_SILENT = "{unit} (chưa báo cáo)"
COUNTS = {
    "promises_overdue": "Quá hẹn",
    "promises_this_week": "Hẹn 7 ngày tới",
    "promises_broken": "Lỡ hẹn",
    "promises_kept": "Giữ hẹn",
    "promises_pending": "Chưa đến hẹn",
    "unmet": "Chưa đạt",
    "unexplained": "Chưa giải trình",
}
PERSONS = "Theo người phụ trách"
PERSONS_HELP = "nhiều lời quá hẹn nhất đứng trước"
PERSON = "Người phụ trách"

# ---- what is not explained
UNEXPLAINED = "Chưa đạt mà chưa giải trình"
UNEXPLAINED_HELP = "{count} việc; xét theo chỉ tiêu chính"
NONE_UNEXPLAINED = "Chỉ tiêu chưa đạt nào cũng đã được giải trình."
NONE_KNOWN = "Chưa có báo cáo {quarter} nên chưa biết chỉ tiêu nào chưa đạt."
