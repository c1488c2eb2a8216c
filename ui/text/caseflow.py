"""Texts of the case flow page and its charts."""

HEADING = "Án thụ lý {quarter}"
FLOW_LABEL = "Dòng án"
NO_FLOWS = "Danh mục chưa khai dòng án nào (case_flows.csv), nên chưa có gì để trình bày ở trang này."
NO_FLOWS_IN_FIELD = "Lĩnh vực {field} không theo dõi dòng án nào. Các lĩnh vực khác có những dòng án dưới đây."
PLACE = "{flow} · {place}"
WHOLE_PROVINCE = "toàn tỉnh"

# ---- cards
CARDS_LABEL = "Tồn, mới thụ lý, giải quyết, còn lại"
OPENING = "Tồn đầu năm"
RECEIVED = "Mới thụ lý"
RESOLVED = "Đã giải quyết"
CLOSING = "Còn lại"
CHANGE = "{change} so với đầu năm"
UNLIKE = "– so với đầu năm"
RATE = "Tỷ lệ giải quyết"
RATE_BELOW = "{counted} phải giải quyết"
CARRIED = "Số cũ đã giải quyết"
CARRIED_BELOW = "{counted} tồn từ đầu năm"
CARRIED_MORE = "gồm số cũ nhận bàn giao trong năm: không so được với tồn đầu năm"
CARRIED_TAKEN_OVER = "{count} đã giải quyết, gồm số cũ nhận bàn giao trong năm: không so được với tồn đầu năm ({opening})"
CARRIED_UNKNOWN = "dòng án này không theo dõi riêng số cũ"
UNKNOWN_YET = "chưa có hoặc chưa đủ số liệu"
NOTHING_CARRIED = "đầu năm không có tồn"
COUNTED = "Đơn vị được cộng"
COUNTED_OF = "/ {expected}"
COUNTED_ALL = "đủ số liệu của mọi đơn vị"
COUNTED_WITHOUT = "chưa có: {names}"
COUNTED_CLOSED = "{below}; cộng cả {closed} đơn vị đã kết thúc hoạt động trong năm"
TO_DATE = "luỹ kế từ đầu năm"

TO_RESOLVE = "Phải giải quyết"
CARRIED_SHARE = "Số cũ đã giải quyết (%)"
GAP = "Chênh lệch cân đối"

# ---- the units of one flow
UNITS = "Tồn của từng đơn vị, từ đầu năm đến {quarter}"
UNITS_HELP = "○ đầu năm → ● còn lại, tính bằng {unit}; nơi tồn tăng đứng trước"
UNITS_ALT = (
    "Tồn đầu năm và còn lại của {units} đơn vị, dòng án {flow}, {quarter}: {growing} đơn vị tăng, {shrinking} đơn vị giảm; "
    "kèm số mới thụ lý, đã giải quyết. Bảng số liệu ở nút bên dưới."
)
COLUMN_CHANGE = "Tăng, giảm"
COLUMN_RECEIVED = "Mới"
COLUMN_RESOLVED = "Giải quyết"
COLUMN_RATE = "Tỷ lệ giải quyết"
COLUMN_CARRIED = "Số cũ đã giải quyết"
RATE_OF = "{rate} ({counted})"
NOT_REPORTED = "chưa báo cáo"
INCOMPLETE = "thiếu số liệu"
NOTHING = "không phát sinh"
HOVER_STOCK = "Tồn đầu năm {opening}, mới thụ lý {received}, đã giải quyết {resolved}, còn lại {closing} {unit}."
HOVER_OPENING = "Tồn đầu năm {opening} {unit}."
HOVER_RATE = "Giải quyết {counted} = {rate}."
HOVER_CARRIED = "Số cũ đã giải quyết {counted} = {rate}."
HOVER_UNKNOWN = "Số liệu của quý này chưa có hoặc chưa đủ."

# ---- where stock grows
GROWING = "Nơi tồn tăng"
GROWING_HELP = "{count} đơn vị"
GROWING_FLOWS_HELP = "{count} dòng án"
GROWS = "Tồn tăng {change} {unit} so với đầu năm ({opening} → {closing}); đã giải quyết {counted}."
GROWING_NONE = "Không nơi nào có tồn cao hơn đầu năm."
GROWING_NONE_OF = "Trong {known}/{all} nơi có số liệu, không nơi nào có tồn cao hơn đầu năm."
GROWING_NONE_KNOWN = "Chưa có số liệu để biết nơi nào tồn tăng."
UNBALANCED = "Số chưa khớp"
UNBALANCED_SAID = (
    "Đầu năm {opening} + mới {received} − giải quyết {resolved} = {computed}, báo cáo ghi còn lại {closing} (lệch {gap} {unit})."
)

# ---- one flow
WATERFALL = "Từ tồn đầu năm đến còn lại"
WATERFALL_HELP = "luỹ kế từ đầu năm"

# ---- quarters
QUARTERS = "Còn lại qua các quý"
QUARTERS_HELP = "chấm rỗng: chưa đủ số liệu"
QUARTERS_ALT = "Số còn lại cuối từng quý của {place}, dòng án {flow}. Bảng số liệu ở nút bên dưới."
HOVER_CLOSING = "Còn lại {closing} {unit}, đầu năm {opening}."
HOVER_PART = "Mới có {counted}/{expected} đơn vị."
QUARTER_PROVISIONAL = "Số liệu chốt trước ngày cuối quý."

# ---- all flows
FLOWS = "Mọi dòng án"
FLOWS_OF = "Dòng án lĩnh vực {field}"
FLOWS_HELP = "mỗi dòng tính bằng đơn vị riêng, không cộng với nhau"
FLOW = "Dòng án"
UNIT_OF_MEASURE = "Tính bằng"
UNITS_GROWING = "Đơn vị tăng tồn"
UNITS_COUNTED = "Đơn vị được cộng"
