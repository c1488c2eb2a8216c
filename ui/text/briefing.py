"""Texts of the page of briefings, and of the conclusions that other pages show."""

HEADING = "Giao ban {day}"
AS_THEY_WERE = "Bộ tài liệu giao ban luôn xét đơn vị như từng thời kỳ, không theo cách xem đơn vị hiện nay."

# ---- choices
DAY_LABEL = "Ngày giao ban"
SINCE_LABEL = "So với lần trước"
BAD_DAY = "Không có ngày giao ban “{value}”; đang xem {fallback}."

# ---- the pack
MAKE = "Làm bộ tài liệu"
NOT_MADE = "Chưa có bộ tài liệu nào của ngày {day}, nơi và các trang như đã chọn. Lần đầu mất chừng nửa phút, sau đó mở ra ngay."
MAKING = "Đang làm bộ tài liệu"
BEGINNING = "Đang bắt đầu"
QUEUED = "Đang chờ một bộ tài liệu khác làm xong"
STEP = "Bước {number}/{total}: {step}"
FAILED = "Chưa làm được bộ tài liệu."
STOPPED = "Việc làm bộ tài liệu bị dừng giữa chừng; hãy làm lại."

# ---- files
FILES = "Tải về"
FILES_HELP = "đúng những gì đang thấy"
FORMATS = {
    "briefing.pptx": "PowerPoint",
    "briefing.pdf": "PDF",
    "briefing.docx": "Báo cáo (Word)",
    "figures.xlsx": "Số liệu (Excel)",
    "png": "Ảnh (zip)",
}
NOTICE = "Thông báo kết luận (Word)"

# ---- slides
SLIDES = "Các trang"
SLIDES_HELP = "bỏ dấu để không lấy trang ấy, đổi số để xếp lại, rồi bấm “Cập nhật”"
TAKE = "Lấy trang “{title}”"
PLACE = "Thứ tự"
REMARK = "Ghi chú trên trang này"
BY = "Họ tên người ghi"
UPDATE = "Cập nhật"
PAST_DAY = (
    "Bộ tài liệu ngày {day} chỉ dùng những gì đã có đến hết ngày ấy, nên ghi chú hay kết luận nhập hôm nay không vào đó. "
    "Muốn ghi chú trên trang, hãy chọn ngày hôm nay."
)
NO_SLIDES = "Hãy lấy ít nhất một trang."
NO_NAME = "Hãy ghi họ tên người ghi: ghi chú được giữ cùng tên người ghi và giờ ghi."
WRITTEN_MEANWHILE = (
    "Chưa ghi gì: trong lúc đó {by} đã ghi trên trang “{title}”: “{remark}”. Hãy tải lại trang để xem bản mới nhất rồi ghi lại."
)
SAVING = "Đang ghi và công bố…"

# ---- conclusions
DECISIONS = "Kết luận giao ban"
DECISIONS_HELP = "tình trạng đến ngày {day}"
NO_DECISIONS = "Chưa có kết luận giao ban nào được nhập."
STATES = {"broken": "Quá hạn", "open": "Chưa đến hạn", "kept": "Số liệu đã đạt", "closed": "Đã ghi là xong"}
HEADS = {
    "state": "Tình trạng",
    "meeting_on": "Giao ban",
    "task": "Kết luận",
    "unit_short_name": "Đơn vị",
    "indicator_short_name": "Chỉ tiêu",
    "in_charge": "Chủ trì",
    "takes_part": "Phối hợp",
    "due_on": "Hạn",
    "closing_note": "Kết quả ghi",
    "entered_by": "Người ghi",
}
NEW = "Nhập kết luận"
CLOSE = "Ghi là xong"
MEETING_ON = "Buổi giao ban ngày"
UNIT = "Đơn vị được giao"
NO_UNIT = "(không riêng đơn vị nào)"
INDICATOR = "Về chỉ tiêu"
NO_INDICATOR = "(không riêng chỉ tiêu nào)"
TASK = "Nội dung kết luận, việc phải làm"
IN_CHARGE = "Chủ trì"
TAKES_PART = "Phối hợp (có thể để trống)"
DUE_ON = "Thời hạn (như 30/09/2022)"
ENTERED_BY = "Họ tên người nhập"
SAVE = "Ghi vào sổ"
WHICH = "Kết luận nào"
NOTE = "Kết quả"
CLOSED_ON = "Ngày xong (như 30/09/2022)"
MISSING = "Hãy điền: {names}."
BAD_DATE = "“{name}” cần một ngày như 30/09/2022."
EARLY_DUE = "Thời hạn {due} trước ngày giao ban {meeting}."

#: A conclusion with all that belongs to it, where there is no room for a column each.
PARTS = {
    "unit_short_name": "Đơn vị: {value}", "indicator_short_name": "Chỉ tiêu: {value}", "in_charge": "Chủ trì: {value}",
    "takes_part": "Phối hợp: {value}", "meeting_on": "Giao ban {value}", "entered_by": "Người ghi: {value}",
    "closing_note": "Kết quả: {value}",
}  # fmt: skip

# ---- one slide at a time
SLIDE_OF = "Trang {number}/{count} · phím mũi tên để chuyển trang"
