"""Texts of the page of all offices side by side."""

HEADING = "Các đơn vị, {quarter}"

# ---- choices
GROUP_LABEL = "Chia nhóm"
GROUPS = {"none": "Không chia cụm", "cluster": "Chia theo cụm thi đua"}
NO_CLUSTER = "Không thuộc cụm nào"

# ---- the board
BOARD = "Bảng các đơn vị"
BOARD_HELP = "cần chú ý xếp trước; bấm đầu cột để xếp lại, bấm con số để xem các dòng được đếm"
BOARD_NONE = "Không có đơn vị nào có chỉ tiêu ở cấp và lĩnh vực đã chọn."
SORT_BY = "Xếp theo:"
SORT = "Xếp theo cột này"
HEADS = {
    "unit": "Đơn vị",
    "met": "Đạt và vượt",
    "share": "Tỷ lệ đạt, khoảng 95%",
    "rank": "Khoảng thứ hạng",
    "mean": "Hoàn thành bình quân",
    "unmet": "Chưa đạt",
    "unexplained": "Chưa giải trình",
    "overdue": "Hẹn đã quá ngày",
    "reports": "Báo cáo muộn, trả lại",
    "stock": "Loại án tồn tăng",
    "year": "So với cùng quý năm trước",
    "quarter": "So với quý trước",
    "trend": "Tỷ lệ đạt các quý",
}
HELP = {
    "met": "Số chỉ tiêu đạt và vượt trên số được đánh giá, luỹ kế từ đầu năm",
    "share": "Khoảng tin cậy Wilson 95%: chỉ tiêu càng ít, khoảng càng rộng",
    "rank": "Thứ hạng theo tỷ lệ đạt có thể nằm trong khoảng này: xem cách tính ở cuối trang",
    "mean": "Bình quân có trọng số của mức hoàn thành, mỗi chỉ tiêu tính từ 0 đến 100%",
    "unmet": "Chỉ tiêu không đạt hoặc chậm tiến độ",
    "unexplained": "Chỉ tiêu chưa đạt mà báo cáo không nêu nguyên nhân hay biện pháp",
    "overdue": "Lời hẹn đã qua ngày mà chỉ tiêu chưa đạt hoặc chưa có số liệu",
    "reports": "Từ đầu năm: báo cáo gửi muộn hoặc có lần bị trả lại",
    "stock": "Số loại án còn lại nhiều hơn tồn đầu năm, trên số loại có đủ số liệu",
    "year": "Thay đổi tỷ lệ đạt, theo điểm phần trăm, chỉ trên các chỉ tiêu so được",
    "quarter": "Thay đổi tỷ lệ đạt, vượt hoặc đúng tiến độ, theo điểm phần trăm, chỉ trên các chỉ tiêu so được",
    "trend": "Nét đậm: năm nay; nét mảnh: năm trước; luỹ kế từ đầu năm",
}
RANK = "thứ {low}–{high} trong {ranked}"
RANK_SINGLE = "thứ {low} trong {ranked}"
INTERVAL = "{low}–{high}"
REPORTS = {"reports_late": "{count} muộn", "reports_returned": "{count} trả lại"}
STOCK_LEFT = "Án năm trước chuyển sang chưa xong: {amounts}."
STOCK_LEFT_OF = "{amount} {unit}"
COUNTS = "{now}, trước {before}"
NOT_REPORTED = "chưa báo cáo"
PROVISIONAL = "tạm thời"
ALT = "{count} đơn vị, {quarter}: kết quả, việc cần chú ý, thay đổi và khoảng thứ hạng của từng đơn vị."

# ---- how it is to be read
ORDER = (
    "Xếp trước: đơn vị chưa báo cáo, rồi đơn vị có nhiều chỉ tiêu chưa đạt, nhiều việc chưa giải trình, nhiều hẹn quá ngày; "
    "sau đó đến tỷ lệ đạt thấp."
)
BAND = (
    "Khoảng thứ hạng: so từng cặp trong {ranked} đơn vị đã báo cáo bằng kiểm định chính xác Fisher trên số chỉ tiêu đạt; đơn vị "
    "chỉ được coi là hơn khi chênh lệch khó là ngẫu nhiên. Ít nhất 9 trong 10 lần, khoảng này chứa thứ hạng thực. Chỉ để tham "
    "khảo, không phải xếp loại."
)

# ---- columns of the file
PICTURE_KEY = "chấm và đoạn: tỷ lệ đạt với khoảng tin cậy 95% · tỷ lệ đạt các quý: nét đậm năm nay, nét mảnh năm trước"
COLUMNS = {
    "cluster": "Cụm",
    "is_reported": "Đã báo cáo",
    "attention_rank": "Thứ tự cần chú ý",
    "targets_judged": "Được đánh giá",
    "met_or_exceeded": "Đạt và vượt",
    "share_met": "Tỷ lệ đạt (%)",
    "share_low": "Khoảng 95%: dưới (%)",
    "share_high": "Khoảng 95%: trên (%)",
    "mean_attainment": "Hoàn thành bình quân (%)",
    "unmet": "Chưa đạt",
    "unexplained": "Chưa giải trình",
    "promises_overdue": "Hẹn đã quá ngày",
    "reports_late": "Báo cáo muộn",
    "reports_returned": "Báo cáo bị trả lại",
    "flows_growing": "Loại án tồn tăng",
    "flows_known": "Loại án có số liệu",
    "compared_met_or_exceeded": "Cùng kỳ, phần so được: nay đạt và vượt",
    "compared_targets_judged": "Cùng kỳ, phần so được: nay được đánh giá",
    "previous_met_or_exceeded": "Cùng kỳ, phần so được: trước đạt và vượt",
    "previous_targets_judged": "Cùng kỳ, phần so được: trước được đánh giá",
    "change_share_met": "So với cùng quý năm trước (điểm %)",
    "comparison_note": "Phép so với cùng quý năm trước",
    "quarter_compared_results": "Quý trước, phần so được: số kết quả",
    "quarter_compared_good": "Quý trước, phần so được: nay không chậm",
    "quarter_previous_good": "Quý trước, phần so được: trước không chậm",
    "quarter_change_share_good": "So với quý trước (điểm %)",
    "quarter_comparison_note": "Phép so với quý trước",
    "rank_low": "Thứ hạng tốt nhất có thể",
    "rank_high": "Thứ hạng kém nhất có thể",
    "ranked": "Số đơn vị được so",
}
