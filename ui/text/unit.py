"""Texts of the page of one office."""

SHOWN_LABEL = "Hiện"
SHOWN = {"all": "Mọi chỉ tiêu", "unmet": "Chỉ chưa đạt", "judged": "Chỉ chỉ tiêu có mức"}
FOLLOWED = "Chỉ tiêu chỉ để theo dõi, không có mức: {count}"
HEADING = "{unit}, {quarter}"

# ---- scorecard
SCORECARD = "Bảng điểm"
SCORECARD_HELP = "xét theo {level}{field}"
SCORECARD_FIELD = ", lĩnh vực {field}"
PROVINCE = "Toàn tỉnh"
GOOD = "Đạt và vượt / được đánh giá"
MET = "Đạt và vượt"
UNITS_EXPECTED = "Đơn vị phải báo cáo"
MEAN = "Hoàn thành bình quân"
MEAN_HELP = "Bình quân có trọng số của mức hoàn thành, mỗi chỉ tiêu tính từ 0 đến 100%."
UNITS = "Đơn vị đã báo cáo"
RANK = (
    "Xếp theo tỷ lệ đạt rồi mức hoàn thành bình quân, đơn vị đứng thứ {province} trong {ranked} đơn vị đã báo cáo của tỉnh{cluster}{band}. "
    "Số chỉ tiêu ít nên chênh nhau một vài chỉ tiêu là đổi thứ tự: chỉ để tham khảo, không phải xếp loại."
)
BAND = "; thực ra có thể đứng từ thứ {low} đến thứ {high}"
CHANGE_YEAR = "So với {quarter}: tỷ lệ đạt {change} (nay {now}, trước {before}, trên các chỉ tiêu so được)."
NO_CHANGE_YEAR = "So với cùng quý năm trước: – {why}"
CHANGE_QUARTER = (
    "So với quý trước: tỷ lệ đạt, vượt hoặc đúng tiến độ {change} (nay {now}, trước {before}, trên các chỉ tiêu so được)."
)
NO_CHANGE_QUARTER = "So với quý trước: – {why}"
RANK_CLUSTER = ", thứ {rank} trong {ranked} của {name}"
TURN_COUNT = "{count} kết quả chỉ hơn kém một trường hợp là đổi đánh giá."

# ---- reporting record
RECORD = "Gửi báo cáo"
RECORD_HELP = "hai năm gần đây"
QUARTER = "Quý {roman}"
RECORD_CELL = "{status}. Hạn {due}. Nhận {received}."

# ---- odd states
OFFICE = "Đơn vị"
MISSING = "{unit} chưa gửi báo cáo {quarter} (hạn {due}). Nét nhỏ bên phải mỗi chỉ tiêu là kết quả các quý trước."
REFUSED = "{unit}: báo cáo {quarter} bị trả lại ngày {day}, chưa có bản thay thế. Nét nhỏ bên phải là kết quả các quý trước."
PROVISIONAL = "{unit}: số liệu mới chốt đến {day}, chưa hết quý: kết quả là tạm thời."
INCOMPLETE = "Trong năm có quý trước đơn vị chưa báo cáo: số luỹ kế còn thiếu."

# ---- bullets
BULLETS = "Từng chỉ tiêu"
BULLETS_HELP = "mỗi dòng một thang, mức chỉ tiêu ở cùng một vạch; nền xám là phía đạt"
BULLETS_SOURCE = "bấm vào kết quả để xem nguồn"
BULLETS_ALT = "{count} chỉ tiêu của {unit}, {quarter}: kết quả so với mức chỉ tiêu, theo lĩnh vực."
BULLETS_LEVEL = "chỉ nêu chỉ tiêu có mức ở cấp này"
NO_BULLETS = "Không có chỉ tiêu nào ở cấp và lĩnh vực đã chọn."
RESULT = "Kết quả"
ASKED = "Mức"
QUARTERS = "Các quý"
EXPECTED = "Đến nay phải có {expected}"
INTERVAL = "Khoảng tin cậy 95%: {low}–{high}"
AHEAD = "Cuối năm: {said}"
PICTURE_KEY = (
    "vạch đậm: mức đang xét · vạch mảnh: mức giao, khi khác · ◇ mức đăng ký, khi khác · ○ mức ngành, khi khác · ▲ dưới thanh: phải có đến "
    "nay · nền xám: phía đạt · các quý: nét đậm năm nay, nét mảnh năm trước"
)
KEY_TARGET = "mức đang xét"
KEY_EXPECTED = "phải có đến nay"
KEY_SPARK = "nét đậm: năm nay; nét mảnh: năm trước"
KEY_LEVELS = {"assigned": "mức giao, khi khác", "registered": "mức đăng ký, khi khác", "national": "mức ngành, khi khác"}

# ---- flows
FLOWS = "Án thụ lý"
FLOWS_HELP = "luỹ kế từ đầu năm, mỗi loại một thang"
FLOWS_ALT = "Biểu đồ thác nước án thụ lý của {unit}, {quarter}: {flows}."
FLOW_ALT = "{name}: tồn {opening}, mới {received}, giải quyết {resolved}, còn {closing}"
NO_FLOWS = "Đơn vị chưa có số liệu án thụ lý của quý này."
STEPS = {"opening": "Tồn đầu năm", "received": "Mới thụ lý", "resolved": "Đã giải quyết", "closing": "Còn lại"}
STEPS_SAID = "Tồn đầu năm {opening}, mới thụ lý {received}, đã giải quyết {resolved}, còn lại {closing}"
RESOLVED_OF = "Đã giải quyết {count} số phải giải quyết"
CARRIED = "Án tồn đầu năm đã giải quyết {count}"
IMBALANCE = "Số còn lại lệch {amount} so với tồn cộng mới trừ giải quyết"

# ---- explanations and promises
EXPLANATIONS = "Giải trình chỉ tiêu chưa đạt"
EXPLANATIONS_HELP = "{explained}/{unmet} có giải trình"
NO_UNMET_SO_FAR = "Trong các kết quả đã có, không có chỉ tiêu nào không đạt hoặc chậm tiến độ; còn {count} chỉ tiêu chưa báo cáo."
NO_UNMET = "Không có chỉ tiêu nào không đạt hoặc chậm tiến độ."
SAID_BY = "{unit}: {words}"
UNEXPLAINED = "Chưa có giải trình."
PROMISES = "Các lời hẹn trước và kết quả"
PROMISES_HELP = "xét theo số liệu đầu tiên chốt từ ngày hẹn trở đi"
NO_PROMISES = "Trước quý này đơn vị chưa hẹn việc gì."
OUTCOMES = {
    "kept": "Đã giữ hẹn",
    "not_kept": "Quá hẹn, chưa đạt",
    "pending": "Chưa đến hẹn",
    "no_figures": "Quá hẹn, chưa có số liệu",
    "not_judged": "Đến hẹn, không đánh giá được",
    "closed": "Đơn vị kết thúc trước ngày hẹn",
    "no_day": "Không hẹn ngày",
}
PROMISED_IN = "Hẹn trong"
HEADS = {"then": "Lúc hẹn", "outcome": "Kết quả", "when_due": "Khi đến hẹn", "newest": "Mới nhất"}
