"""Texts of the page of the province's targets."""

HEADING = "Chỉ tiêu toàn tỉnh {quarter}"
FOCUS_LABEL = "Phạm vi"
FOCUS = {"all": "Mọi chỉ tiêu", "focus": "Chỉ trọng tâm"}
TABLE = "Các chỉ tiêu của tỉnh, xếp từ chỗ kém nhất"
TABLE_HELP = "{count} chỉ tiêu có mức; đã mất và khó đạt xếp trước"
FOLLOWED = "Chỉ theo dõi, chưa có mức hoặc chưa phát sinh: {count} chỉ tiêu"
NONE = "Không có chỉ tiêu nào phù hợp trong {quarter}."
HEADS = {
    "indicator": "Chỉ tiêu",
    "value": "Kết quả",
    "target": "Mức",
    "interval": "Khoảng 95%",
    "offices": "Đơn vị chưa đạt",
    "year": "So cùng kỳ",
    "quarter": "So quý trước",
    "trend": "Các quý",
    "outlook": "Cuối năm",
}
HELP = {
    "interval": "Khoảng tin cậy Wilson 95% của tỷ lệ",
    "offices": "Số đơn vị chậm tiến độ hoặc không đạt trên số đơn vị được đánh giá",
    "year": "Luỹ kế, chỉ trên những đơn vị có đủ số liệu ở cả hai kỳ; điểm phần trăm hoặc số việc",
    "quarter": "Riêng từng quý, chỉ trên những đơn vị có đủ số liệu ở cả hai quý; điểm phần trăm hoặc số việc",
    "trend": "Nét đậm: năm nay; nét nhạt: năm trước",
    "outlook": "Khả năng đạt vào cuối năm và nhịp độ cần có",
}
INTERVAL = "{low}–{high}"
ALL_MET = "0/{judged}"
UNMET = "{unmet}/{judged}"
CLOSED_UNMET = "đã kết thúc hoạt động: {units}"
CLOSED_UNMET_HEAD = "Đơn vị đã kết thúc hoạt động chưa đạt"
COMPARED = "{before} → {now}, trên {units} đơn vị"

# ---- how far the outlook can be trusted
CALIBRATION = "Nhìn trước đúng đến đâu"
SAID = "nói {said}: {came} lần thành ({share})"
TRIED = (
    "Kiểm trên {trials} lần đã nói về các năm đã hết: điểm Brier {brier}, nếu chỉ đoán theo nhịp độ {pace}, theo tỉnh {province} "
    "(càng nhỏ càng đúng)."
)
UNTRIED = "Chưa có lần nói trước nào của một năm đã hết ở tỉnh này, nên chưa kiểm được."
CALIBRATED, CALIBRATED_SAID, CALIBRATED_CAME = "Nói về", "Khả năng đã nói (%)", "Số lần thành"
CALIBRATED_CASES, CALIBRATED_SHARE = "Số lần nói", "Thành (%)"
OF_UNITS = "Về từng đơn vị"
OF_PROVINCE = "Về cả tỉnh"
ENDED = "Đã là quý cuối năm công tác: không còn phải nhìn trước."
