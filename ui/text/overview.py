"""Texts of the overview."""

HEADING = "Tổng quan {quarter}"

# ---- cards
GOOD = "Đạt và vượt"
GOOD_OF = "/ {judged} được đánh giá · {share}"
BEHIND_AHEAD = "{likely} có thể kịp · {open} chưa rõ · {unlikely} khó"
BEHIND_UNTOLD = " · {silent} chưa nói trước được"
NONE_JUDGED = "chưa có chỉ tiêu nào được đánh giá"
BEFORE = "{change} so với {quarter} ({value})"
TARGETS = "chỉ tiêu"
SILENT = "{units} đơn vị chưa báo cáo"
SHARE_BEFORE = "{change} so với {quarter} (nay {now}, trước {before})"
QUARTER_BEFORE = "Không chậm: {change} so với quý trước (nay {now}, trước {before})"
COUNT_BEFORE = "{change} so với quý trước ({value})"
OF_COMPARED = "{before}, phần so được"
NO_QUARTER_BEFORE = "– so với quý trước"
NOT_COMPARED = "– so với cùng kỳ"
NEITHER_COMPARED = "– so với cùng kỳ và quý trước"
NO_TARGETS = "{place} không có {level} nào{within} trong {quarter}. Chọn cấp chỉ tiêu hoặc lĩnh vực khác để xem."
WITHIN = " thuộc lĩnh vực {field}"
PROVINCE = "toàn tỉnh"
CARDS_LABEL = "Số chỉ tiêu theo đánh giá"

# ---- matrix
MATRIX = "Chỉ tiêu theo đơn vị"
MATRIX_ALT = (
    "Bảng ô {indicators} chỉ tiêu theo {units} đơn vị, {quarter}. {counts}. Dùng phím mũi tên để đi từng ô, "
    "Enter để mở; bảng số liệu đầy đủ ở nút phía trên."
)
MATRIX_MARKED = " Cột {unit} được đánh dấu, số đếm là của đơn vị này."
MATRIX_COUNT = "{name}: {count}"
LEFT_OUT = "{count} chỉ tiêu chỉ để theo dõi, không có trong bảng ô"
CLOSE_LEGEND = "sát ngưỡng"
FOCUS_LEGEND = "trọng tâm"
PICTURE_KEY = "góc đen: sát ngưỡng, hơn kém một trường hợp là đổi đánh giá · ◆ trọng tâm"

# ---- one field
RESULTS = "Kết quả từng chỉ tiêu, {place}"

# ---- attention
ATTENTION = "Cần chỉ đạo"
ATTENTION_HELP = "{count} việc"
PROSPECTS = {
    "within_reach": "Còn trong tầm · {count}",
    "hard": "Khó đạt vào cuối năm · {count}",
    "untold": "Chưa nói trước được · {count}",
    "lost": "Đã mất, cần giải trình · {count}",
}
ATTENTION_NONE_SO_FAR = "Trong các kết quả đã có, không có chỉ tiêu nào không đạt hoặc chậm tiến độ; còn {count} kết quả chưa báo cáo."
ATTENTION_UNKNOWN = "Chưa có báo cáo {quarter} nên chưa biết chỉ tiêu nào không đạt hoặc chậm tiến độ."
ATTENTION_NONE = "Không có chỉ tiêu nào không đạt hoặc chậm tiến độ."
