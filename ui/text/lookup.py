"""Texts of the page for looking things up: the dictionary and the query box."""

HEADING = "Tra cứu"

# ---- dictionary
DICTIONARY = "Từ điển"
DICTIONARY_HELP = "bảng, cột, chỉ tiêu, số liệu, đơn vị của bản đang xem"
FIND = "Tìm trong từ điển"
FIND_HINT = "Gõ tên hoặc mã, không dấu cũng được: án tồn, an ton, TB02"
KINDS = {"table": "Bảng", "column": "Cột", "indicator": "Chỉ tiêu", "element": "Số liệu", "unit": "Đơn vị"}
FOUND = "{kind} <b>{count}</b>"
FOUND_NONE = "Không có mục nào chứa “{typed}”. Thử ít chữ hơn, hoặc bỏ bớt từ."
NO_DICTIONARY = "Bản số liệu này được công bố trước khi có từ điển; hãy nạp lại số liệu."
MORE = "còn {count} mục; gõ thêm chữ để thu hẹp"
GRAIN = "Mỗi dòng: {grain}"
ROW_OF_NO_KEY = "Mỗi dòng: một ghi nhận, không có khoá"
READS = "Đọc từ: {tables}"
READ_BY = "Được đọc bởi: {tables}"
MADE_BY = "Tạo từ tệp: {file}"
SHOWN_ON = "Trang dùng bảng này:"
TRY = "Xem 100 dòng đầu"
COLUMN_HEADS = ("Cột", "Nghĩa")
STANDS_IN = "Có trong: {tables}"
MEASURED_IN = "Đơn vị tính: {unit}"
TYPE = "Kiểu: {type}"
FIELD = "Lĩnh vực: {field}"
FORMULA_RATE = "Cách tính: 100 × tử số ÷ mẫu số"
FORMULA_COUNT = "Cách tính: số đếm"
NUMERATOR = "Tử số"
DENOMINATOR = "Mẫu số"
COUNTED = "Số đếm"
DIRECTIONS = {"at_least": "Chiều: tối thiểu, kết quả từ mức trở lên là đạt", "at_most": "Chiều: tối đa, kết quả từ mức trở xuống là đạt"}
TARGETS = "Mức chỉ tiêu năm {year}"
TARGETS_NONE = "Chưa có mức chỉ tiêu ở cấp nào: chỉ theo dõi."
TARGET_UNITS = "{units} đơn vị"
BETWEEN = "từ {lowest} đến {highest}"
PER = "nhân với “{name}”"
FROM_VOLUME = "khi mẫu số từ {volume} trở lên"
BELOW_VOLUME = "khi mẫu số dưới {volume}"
COUNT_MEASURED = "tính bằng số đếm của tử số"
PHASINGS = {"year_end": "tính vào cuối năm", "each_quarter": "mỗi quý"}
ACCUMULATIONS = {
    "sum": "Cộng dồn: cộng các quý trong năm",
    "first": "Cộng dồn: lấy số đầu năm",
    "last": "Cộng dồn: lấy số cuối kỳ",
}
OF_WHICH = "Là một phần (trong đó) của: {name}"
USED_IN = "Dùng để tính chỉ tiêu:"
USED_PER_HEAD = "Nhân vào mức chỉ tiêu (theo đầu người) của:"
USED_NOWHERE = "Không tham gia chỉ tiêu nào."
OPENED = "Hoạt động từ ngày {day}."
CLOSED = "Kết thúc hoạt động ngày {day}."
WENT_INTO = "Nay thuộc: {units}."
TOOK_OVER = "Tiếp nhận: {units}."
ALSO_CALLED = "Còn được ghi là: {names}."
OPEN_UNIT = "Xem đơn vị này"
OPEN_INDICATOR = "Xem kết quả chỉ tiêu này"

# ---- query box
QUERY = "Truy vấn"
QUERY_HELP = "chỉ đọc, trên đúng bản số liệu đang xem; tối đa {seconds} giây, {memory} MB, {rows} dòng"
SQL = "Câu lệnh SQL"
SQL_HINT = "select … from mart.attainment where … (Ctrl+Enter để chạy)"
RUN = "Chạy truy vấn"
EXAMPLES = "Câu hỏi mẫu"
EXAMPLES_HELP = "bấm để chạy, rồi sửa theo ý mình"
RUNNING = "Đang chạy truy vấn…"
RUNNING_FOR = "Đang chạy truy vấn… {seconds} giây"
QUEUED = "Đang chờ tới lượt: trước bạn còn {ahead} truy vấn, chậm nhất {seconds} giây nữa."
QUEUED_NEXT = "Bạn là người kế tiếp, chậm nhất {seconds} giây nữa."
FROM_LINK = "Câu lệnh này đến từ đường dẫn và chưa chạy. Hãy xem nó hỏi gì, rồi bấm “{run}”."
ROWS = "{rows} dòng · {seconds} giây"
ROWS_CUT = "Chỉ lấy {rows} dòng đầu, kết quả còn nhiều hơn. Thêm điều kiện where, gộp bằng group by, hoặc xuất cả bảng: etl export."
NO_ROWS = "Truy vấn chạy được nhưng không có dòng nào phù hợp."
INFINITE = "∞"
ORIGINAL = "Thông báo gốc của DuckDB"
LINK_TOO_LONG = "Câu lệnh quá dài nên đường dẫn không mang theo được; muốn gửi người khác, hãy chép cả câu lệnh."
LINK_DAMAGED = "Đường dẫn mang một câu lệnh đã hỏng hoặc bị cắt bớt; hãy xin lại đường dẫn hoặc chép lại câu lệnh."
LINK_HELP = "Địa chỉ trang mang theo câu lệnh: chép địa chỉ là gửi được truy vấn; người mở bấm chạy."
XLSX = "Tải Excel"
PARQUET = "Tải Parquet"
XLSX_ROWS = "Kết quả"
XLSX_ABOUT = "Nguồn"
ABOUT_SNAPSHOT = "Phiên bản số liệu"
ABOUT_PUBLISHED = "Công bố"
ABOUT_SQL = "Câu lệnh"
ABOUT_ROWS = "Số dòng"
ABOUT_CUT = "Chỉ lấy {rows} dòng đầu"
ABOUT_NOTE = "Ghi chú"

# ---- quick chart
CHART = "Biểu đồ nhanh"
CHART_TITLE = "{y} theo {x}"
CHART_X = "Trục ngang"
CHART_Y = "Giá trị"
CHART_KIND = "Kiểu biểu đồ"
CHART_KINDS = {"bar": "Cột ngang", "line": "Đường"}
CHART_OF = "giá trị: {y}"
CHART_BY = "theo: {x}"
CHART_ALT = "Biểu đồ nhanh: {y} theo {x}, {count} điểm; số đầy đủ ở bảng kết quả phía trên."
CHART_FIRST = "vẽ {shown} dòng đầu trong {rows} dòng"
CHART_REPEATS = "Cột “{x}” có giá trị lặp lại nên không nối thành đường được. Hãy gộp bằng group by, hoặc chọn kiểu cột ngang."

# ---- what was wrong with a query, and what to try
FAILED = "Truy vấn không chạy được"
NEAR = " Có phải: {names}?"
NEAR_TABLES_NONE = " Tìm tên bảng trong từ điển bên cạnh; tên đầy đủ có dạng mart.attainment."
NEAR_COLUMNS_NONE = " Tìm tên cột trong từ điển bên cạnh."
HINT_TABLE = "Không có bảng “{name}”.{near}"
HINT_COLUMN = "Không có cột “{name}” trong các bảng đang dùng.{near}"
HINT_ALIAS = "Tên “{name}” chưa được khai báo sau from hoặc join."
HINT_FUNCTION = "Không có hàm “{name}”.{near}"
HINT_AMBIGUOUS = "Cột “{name}” có ở nhiều bảng; viết rõ bảng nào, ví dụ a.{name}."
HINT_GROUP_BY = "Cột “{name}” phải đứng trong group by, hoặc nằm trong một hàm gộp như sum, max."
HINT_ARGUMENTS = "Hàm hoặc phép “{name}” không nhận kiểu dữ liệu này; đổi kiểu bằng cast(… as …)."
HINT_ARGUMENTS_OTHER = "Giá trị không hợp với kiểu dữ liệu; đổi kiểu bằng cast(… as …) hoặc try_cast."
HINT_CONVERSION = "Không đổi được giá trị “{value}” sang kiểu cần dùng; thử try_cast, hoặc so sánh với đúng kiểu của cột."
HINT_BINDER = "Câu lệnh đúng cú pháp nhưng không hiểu được: xem lại tên cột, kiểu dữ liệu và group by."
HINT_SYNTAX = "Sai cú pháp gần “{near}”, dòng {line}. Xem lại dấu phẩy, dấu ngoặc và từ ngay trước đó."
HINT_SYNTAX_END = "Câu lệnh dừng giữa chừng: còn thiếu phần cuối, có thể là một ngoặc đóng hoặc vế sau from, where."
HINT_SYNTAX_OTHER = "Sai cú pháp ở dòng {line}: xem lại dấu nháy và dấu ngoặc."
HINT_DEPTH = "Biểu thức lồng nhau quá sâu. Hãy tách thành nhiều bước bằng with … as (…)."
HINT_PARAMETERS = "Câu lệnh có chỗ trống (? hoặc $1). Hãy viết thẳng giá trị vào."
HINT_FORBIDDEN = "Không được phép: ô này chỉ đọc các bảng đã công bố; không ghi, không đọc tệp, không đổi cài đặt."
HINT_TABLE_REFUSED = (
    "Không đọc được “{name}”: ô này chỉ đọc các bảng đã công bố, viết kèm tên lược đồ (mart, today, ref, log), ví dụ mart.attainment.{near}"
)
HINT_TABLE_FUNCTION = "Sau from không dùng được “{name}”: ô này chỉ đọc bảng đã công bố và các hàm {names}."
HINT_FUNCTION_REFUSED = "Không có hàm “{name}” trong số các hàm ô này cho dùng.{near}"
HINT_TYPE = "Ô này không đổi sang kiểu “{name}”. Các kiểu thường dùng: varchar, integer, decimal(18, 4), double, date, timestamp, boolean."
HINT_TAKEN = "“{name}” là tên riêng của DuckDB; hãy đặt tên khác sau with."
HINT_BUSY = "Đang có {ahead} truy vấn chờ trước; chậm nhất {wait} giây nữa mới tới lượt. Hãy chạy lại sau."
HINT_NODE = "Ô này không nhận phép “{name}”. Hãy viết cách khác."
HINT_OTHER = "DuckDB không thực hiện được câu lệnh này; xem thông báo gốc."
HINTS = {
    "forbidden": HINT_FORBIDDEN,
    "not_a_query": (
        "Ô này chỉ nhận câu hỏi (select, with, from, values, describe, summarize); không nhận lệnh ghi, đổi cài đặt hay nạp thêm. "
        "Câu pivot phải ghi sẵn các giá trị, như pivot … on cột in ('a', 'b') using …, hoặc viết thành sum(…) filter (where …)."
    ),
    "several": "Mỗi lần chỉ chạy một câu lệnh. Hãy bỏ các câu sau dấu chấm phẩy.",
    "nothing": "Chưa có câu lệnh nào.",
    "too_long": "Câu lệnh dài quá {characters} ký tự.",
    "time": "Quá {seconds} giây nên đã dừng. Thêm điều kiện where, bớt bảng trong join, hoặc kiểm tra phép nối có đủ điều kiện on.",
    "memory": "Cần quá {memory} MB bộ nhớ nên đã dừng. Lọc bớt dòng trước khi sắp xếp hoặc gộp, và chỉ lấy các cột cần dùng.",
    "too_wide": "Kết quả lớn quá {answer} MB. Hãy lấy ít cột hoặc ít dòng hơn.",
    "start": "Máy chủ chưa khởi động được bộ chạy truy vấn. Hãy thử lại, nếu vẫn lỗi thì báo người quản trị.",
    "depth": HINT_DEPTH,
    "died": "Bộ chạy truy vấn dừng đột ngột vì câu lệnh này. Hãy viết đơn giản hơn.",
    "gone": "Bản số liệu đang xem không còn được lưu. Hãy tải lại trang.",
}
