"""Words of the briefing that the pages do not say; what both say stands in ``ui/text``."""

MEETING = "Giao ban {day}"
FIGURES_TO = "số liệu đến {day}"
NO_FIGURES = "chưa có số liệu"
REPORTED = "{reported}/{expected} đơn vị"
PROVISIONAL = "có số tạm thời"
EDITION = "bản {edition}"
SYNTHETIC = "Số liệu minh hoạ"
WHOLE = "Toàn tỉnh"
REST = "Còn {count} dòng nữa trong figures.xlsx và phụ lục."
SOURCE = "Nguồn số liệu: {tables}. Trang: {link}"
REMARK = "Ghi chú của người chuẩn bị"

TITLES = {
    "promised": "Đã hẹn gì, kết quả ra sao",
    "decided": "Kết luận giao ban trước, kết quả ra sao",
    "headline": "Kết quả chung",
    "year": "Kết quả toàn tỉnh năm {year}",
    "changes": "Thay đổi từ lần giao ban trước",
    "direction": "Cần chỉ đạo: chỉ tiêu trọng tâm",
    "others": "Cần chỉ đạo: chỉ tiêu khác",
    "offices": "Các đơn vị",
    "matrix": "Chỉ tiêu trọng tâm theo đơn vị",
    "caseflow": "Án thụ lý và án tồn",
    "plans": "Kế hoạch năm {year} của đơn vị",
    "tasks": "Nhiệm vụ quá hạn, sắp đến hạn",
    "findings": "Phát hiện kiểm tra chưa khép lại",
    "reporting": "Gửi báo cáo",
    "outlook": "Khả năng đạt đến hết năm",
    "rest": "Nội dung khác",
    "due": "Việc sắp đến hạn",
    "office": "{unit}",
    "indicators": "Từng chỉ tiêu: {field}",
    "annex": "Chỉ tiêu công tác {quarter}",
}
PACK = "Giao ban {day}: {place}"

HEADS = {
    "indicator_name": "Chỉ tiêu", "office": "Đơn vị",
    "unit_short_name": "Đơn vị", "indicator_short_name": "Chỉ tiêu", "of": "Tử/mẫu số", "value": "Kết quả", "target": "Mức",
    "status": "Đánh giá", "reason": "Diễn giải", "cause": "Nguyên nhân", "remedy": "Biện pháp", "responsible": "Phụ trách",
    "answering": "Phụ trách",
    "promised_on": "Hẹn", "outcome": "Kết quả hẹn", "targets_judged": "Được đánh giá", "met_or_exceeded": "Đạt, vượt",
    "share_met": "Tỷ lệ đạt", "close_count": "Sát ngưỡng",
    "flow_name": "Loại", "unit_of_measure": "Đơn vị tính",
    "opening": "Tồn đầu năm", "received": "Mới", "resolved": "Đã giải quyết", "closing": "Còn lại",
    "resolution_percent": "Tỷ lệ giải quyết", "carried_over_resolved": "Án tồn đã xong", "report_status": "Báo cáo",
    "received_at": "Nhận", "due_on": "Hạn", "days_late": "Muộn (ngày)", "period_to": "Số liệu đến", "version": "Lần gửi",
    "old_text": "Trước", "new_text": "Nay", "file": "Tệp", "item_name": "Chỉ tiêu", "chance": "Khả năng", "outlook": "Dự báo",
    "needed": "Còn thiếu (hoặc vượt quá)", "units_reported": "Đơn vị có số liệu", "newest_status": "Hiện nay", "state": "Tình trạng",
    "task": "Kết luận", "in_charge": "Chủ trì", "takes_part": "Phối hợp",
    "what": "Việc", "who": "Của ai", "on": "Ngày", "meeting_on": "Giao ban",
    "number": "Số", "issued_on": "Ngày", "raised": "Cao hơn", "lowered": "Thấp hơn", "additional": "Đặt thêm",
    "closing_note": "Kết quả ghi", "kind_name": "Loại", "text": "Nội dung", "previous_value": "Cùng kỳ",
}  # fmt: skip
#: Names of statuses that are too long for the head of a narrow column.
SHORT_STATUSES = {"behind": "Chậm"}
OUTCOME_COLOURS = {
    "kept": "met", "not_kept": "missed", "pending": "no_target", "no_figures": "not_reported", "not_judged": "not_applicable",
    "closed": "not_applicable", "no_day": "no_target",
}  # fmt: skip
DECISION_COLOURS = {"broken": "missed", "open": "no_target", "kept": "met", "closed": "met"}
#: The best first; what they are called is published beside them (``outlook_name``).
OUTLOOK_COLOURS = {
    "decided_met": "exceeded", "likely": "met", "open": "not_applicable", "unlikely": "behind", "decided_missed": "missed",
}  # fmt: skip

# ---- sentences
PROMISES_WEEK = "Từ lần giao ban trước ({since}–{day}): {count} lời hẹn đến hạn."
PROMISES_WEEK_NONE = "Từ lần giao ban trước ({since}–{day}) không có lời hẹn nào đến hạn."
PROMISES_QUARTER = "Từ đầu {quarter} đến nay có {count} lời hẹn đến hạn: {outcomes}."
PROMISES_QUARTER_NONE = "Từ đầu {quarter} đến nay không có lời hẹn nào đến hạn."
#: In a pack only promises whose day has come are told of: of such a one the figures are to come. And these words are counted as well:
#: "49 đơn vị kết thúc" would be offices.
PROMISE_TOLD = {"pending": "Đến hẹn, chờ số liệu", "closed": "Không còn đơn vị đã hẹn"}
PART = "{count} {name}"
HEAD = (
    "{judged} chỉ tiêu được đánh giá ở {reported}/{expected} đơn vị: {good} đạt và vượt ({share}), {on_track} đúng tiến độ, "
    "{behind} chậm tiến độ hoặc vượt mức tối đa, {missed} không đạt."
)
HEAD_NONE = "Chưa có chỉ tiêu nào được đánh giá: chưa đơn vị nào báo cáo {quarter}."
HEAD_NOT_JUDGED = "{reported}/{expected} đơn vị đã báo cáo {quarter}; không có kết quả nào được đánh giá."
HEAD_UNIT_NOT_JUDGED = "{unit} đã báo cáo {quarter}; không có kết quả nào được đánh giá."
HEAD_UNIT = (
    "{judged} chỉ tiêu được đánh giá: {good} đạt và vượt ({share}), {on_track} đúng tiến độ, "
    "{behind} chậm tiến độ hoặc vượt mức tối đa, {missed} không đạt."
)
HEAD_UNIT_SILENT = "{unit} chưa báo cáo {quarter}: chưa có kết quả nào được đánh giá."
ARISEN = "Không phát sinh: {count} kết quả, không tính là không đạt."
TURN = "{count} kết quả chỉ hơn kém một trường hợp là đổi đánh giá."
SILENT = "Chưa báo cáo: {names}."
REFUSED = "Đã gửi nhưng bị trả lại: {names}."
ONLY_REPORTED = "Kết luận chỉ nói về các đơn vị có báo cáo được nhận."
PROVISIONAL_OF = "Số liệu tạm thời, chốt trước ngày cuối quý: {names}."
NO_CHANGES = "Từ {since} đến {day}, các đánh giá đã có không đổi."
NO_BEFORE = "Đến {since} chưa có số liệu nào để so."
CHANGES = "Từ {since} đến {day}: {worse} đánh giá xấu đi, {better} tốt lên."
NEW_REPORTS = "{count} báo cáo mới hoặc đính chính: {names}."
RETURNED_REPORTS = "{count} báo cáo bị trả lại: {names}."
DIRECTION = "{count} kết quả chưa đạt ở {indicators} chỉ tiêu trọng tâm; xếp theo mức cần chỉ đạo."
DIRECTION_NONE = "Không có chỉ tiêu trọng tâm nào không đạt hoặc chậm tiến độ trong các kết quả đã có."
OTHERS = "{count} kết quả chưa đạt ở các chỉ tiêu khác."
OFFICES = "Xếp theo tên. Số chỉ tiêu ít, chênh vài chỉ tiêu là đổi thứ tự: không phải xếp loại."
MATRIX = "Mỗi ô là một kết quả; chữ và màu như chú giải."
FLOWS = "Luỹ kế từ đầu năm công tác; {growing} loại có số còn lại cao hơn số tồn đầu năm."
FLOWS_UNCOMPARED = "Luỹ kế từ đầu năm công tác."
FLOWS_WITHOUT = "Chưa gồm số liệu của: {names}{of}."
FLOWS_OF = " ({flows})"
FLOWS_UNEVEN = "Ở {count} loại, số còn lại không bằng tồn đầu năm cộng mới trừ đã giải quyết."
FLOWS_TAKEN_OVER = "Án tồn đã xong ở đơn vị mới gồm cả án nhận bàn giao trong năm, nên có thể hơn số tồn đầu năm."
FLOWS_NONE = "Chưa có số liệu án thụ lý của {quarter}."
REPORTING = "{received}/{expected} báo cáo {quarter} đã nhận, {on_time} đúng hạn; hạn gửi {due}."
UNTIMED = "{count} báo cáo không tính hạn vì không ghi ngày nhận, hoặc là của quý trước khi bắt đầu dùng."
REPORTING_UNIT = "Báo cáo {quarter}: {state}; hạn gửi {due}."
REPORTING_BAD = "Bị trả lại: {refused}; chưa gửi: {missing}."
OUTLOOK = "{met} chỉ tiêu đã chắc chắn đạt, {likely} nhiều khả năng đạt, {open} chưa rõ, {unlikely} khó đạt, {missed} không còn đạt được."
OUTLOOK_SILENT = "{count} chỉ tiêu chưa đủ số liệu để dự báo nên không nói."
CALIBRATION = "Kiểm lại trên các quý trước: {trials}."
CAME_TRUE = "{cases} lần dự báo {said} thì {true} lần đạt"
NO_OUTLOOK = "Chưa đủ số liệu để nói khả năng đạt đến hết năm."
FOLLOWED = {
    "tasks": "Đến {day}, trong {all} nhiệm vụ đã ghi: {states}.",
    "findings": "Đến {day}, {open}/{all} hạn chế, lưu ý chưa khép lại: {states}.",
}
FOLLOWED_NONE = {
    "tasks": "Đến {day} không có nhiệm vụ nào quá hạn hoặc sắp đến hạn trong {all} nhiệm vụ đã ghi.",
    "findings": "Đến {day}, {all}/{all} hạn chế, lưu ý đã được khắc phục và xác nhận.",
}
TASKS_UNTOLD = (
    "{count} nhiệm vụ quá hạn có hạn sau ngày {day}, ngày cuối của quý đã báo cáo: "
    "chưa có báo cáo nào sau ngày ấy, nên chưa chắc là chưa xong."
)
PLANS = (
    "{count} kế hoạch năm {year} cần xem: chưa có, ban hành muộn, không ghi ngày, chưa đúng trình tự, có mức thấp hơn mức giao, "
    "hoặc đơn vị có hơn một kế hoạch."
)
PLANS_UNIT = "Đơn vị có {count} kế hoạch trong năm {year}."
PLANS_UNIT_NONE = "Đơn vị chưa có kế hoạch năm {year}."
DUE_PLAN = "Ban hành kế hoạch năm {year}"
DUE_TASK = "Nhiệm vụ: {text}"
DUE_FINDING = "Khắc phục sau kiểm tra: {text}"
DUE_NONE = "Từ {day} đến {until} không có việc nào đến hạn."
DUE_AFTER = "Tiếp theo là {count} việc ghi ở cuối bảng."
DUE_NEXT = "Gần nhất là ngày {day}."
DUE = "Từ {day} đến {until}: {count} việc đến hạn."
DUE_PROMISE = "Lời hẹn: {indicator}"
#: Who still owes a report where nobody has sent one.
EVERY_OFFICE = "Các đơn vị"
#: An office that closed, with who took it over.
HANDED = "{unit} (nay {successors})"
DUE_REPORT = "Báo cáo {quarter}"
OFFICE_ATTENTION = "{count} kết quả cần chỉ đạo, {focus} thuộc chỉ tiêu trọng tâm."
#: Who is in charge of a field, where nobody has explained the result.
ASSIGNED = "{who}, phụ trách lĩnh vực"
UNEXPLAINED = "{count} kết quả chưa được giải trình."
NO_CASES = "Từ đầu năm công tác đến hết {quarter} không có vụ, việc nào."
NEXT_QUARTER = "{quarter} bắt đầu ngày {day}; chưa có báo cáo."
ENDED_QUARTER = "{quarter} đã hết ngày {day}, hạn gửi báo cáo {due}; chưa có báo cáo."
ENDED_QUARTERS = "Từ {first} đến {last} chưa có báo cáo nào."
YEAR_BEGUN = "Năm công tác {year} bắt đầu ngày {day}; chưa có báo cáo nào của năm mới."
SHOWN = "Dưới đây là {quarter}."
UP_TO = "Dưới đây là kết quả năm {year} đến hết {quarter}; chưa có kết quả cả năm."
WHOLE_YEAR = "Dưới đây là kết quả cả năm {year}, theo các báo cáo đã nhận."
UNIT_CLOSED = "{unit} đã kết thúc hoạt động ngày {day}; dưới đây là {shown}."
YEAR_HEADLINE = "Kết quả chung năm {year}"
YEAR_RESULT = "{all} chỉ tiêu có mức và có kết quả toàn tỉnh: {outcomes}."
DUE_FIRST = "Đến hạn đầu tiên, ngày {day}, là {what}{more}."
DUE_FIRST_MORE = " và {count} việc khác"
DECIDED_LEAD = "{count} kết luận của các lần giao ban trước: {outcomes}."
DUE_DECISION = "Kết luận giao ban: {task}"

# ---- the workbook
NUMERATOR = "Tử số"
DENOMINATOR = "Mẫu số"

# ---- documents
ISSUER = "Viện kiểm sát nhân dân tỉnh ………"
#: How lists write the sector's name in short, and how documents write it.
SHORT_AND_FULL = ("VKSND", "Viện kiểm sát nhân dân")
CAPACITY = "Viện trưởng"
REPORT_KIND = "Báo cáo"
REPORT_SUBJECT = "Tình hình thực hiện chỉ tiêu công tác {quarter} của {place}"
#: What parts and appendices of the report are called where slides call them less formally.
REPORT_TITLES = {
    "decided": "Kết quả thực hiện kết luận giao ban trước",
    "promised": "Kết quả thực hiện các lời hẹn",
    "direction": "Chỉ tiêu trọng tâm cần chỉ đạo",
    "others": "Chỉ tiêu khác cần chỉ đạo",
    "offices": "Kết quả theo đơn vị",
    "reporting": "Việc gửi báo cáo",
}
SEE = "Chi tiết tại {appendix}."
SEE_EVERY = "Kết quả từng chỉ tiêu tại {appendix}."
COUNTS_OF_OFFICES = "Năm cột cuối: số đơn vị có kết quả được đánh giá như vậy."
UNMET = "{unit} – {of}"
UNMET_TARGET = " (mức {target})"
UNMET_LINE = "- {indicator}: {units}."
UNMET_IN = "({number}) {indicator}, chưa đạt ở: {units}."
REPORT_BASIS = "Phục vụ giao ban ngày {day}, tình hình thực hiện các chỉ tiêu công tác như sau ({stamp})."
REPORT_NOTHING = "Không."
REPORT_END = "Trên đây là tình hình thực hiện chỉ tiêu công tác, kèm các phụ lục./."
REPORT_END_ALONE = "Trên đây là tình hình thực hiện chỉ tiêu công tác./."
REPORT_TO = ("Lãnh đạo viện", "Các phòng, đơn vị", "Lưu: VT, VP")
APPENDIX = "Phụ lục"
#: As the decree words it; the number is written in by hand.
BELONGS = "Kèm theo {kind} số        /{code} ngày {day} của {issuer}"
DAY_IN_WORDS = "{day} tháng {month} năm {year}"
NOTICE_KIND = "Thông báo"
NOTICE_SUBJECT = "Kết luận giao ban ngày {day}"
NOTICE_BASIS = "Tại buổi giao ban ngày {day}, lãnh đạo viện kết luận như sau:"
NOTICE_TASK = "{number}. {task}{about}."
NOTICE_WHO = "Chủ trì: {who}"
NOTICE_WITH = "; phối hợp: {who}"
NOTICE_BY = "hoàn thành chậm nhất ngày {day}."
NOTICE_END = "Thông báo để các đơn vị, cá nhân biết, thực hiện./."
NOTICE_TO = ("Lãnh đạo viện", "Các phòng, đơn vị có tên tại thông báo", "Lưu: VT, VP")
