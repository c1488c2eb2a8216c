"""Every Vietnamese text that the forms print, apart from what `forms/*.yml` and the reference lists say."""

from datetime import date

from common.periods import ROMAN

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
CREATOR = "Chỉ Tiêu"

HOW_TO_FILL = "CÁCH ĐIỀN"
SHEET_LIST = "CÁC TRANG"
SHEET_LIST_HEADER = ("TT", "Trang", "Nội dung", "Số dòng")
DUE = "Hạn gửi"

QUARTERLY_STEPS = (
    "Chỉ nhập vào ô nền vàng; các ô khác được khoá (không đặt mật khẩu).",
    "Để trống nghĩa là chưa có số liệu, không phải bằng 0. Không phát sinh thì ghi 0.",
    "“Số trong quý” chỉ là số của riêng quý này. “Luỹ kế từ đầu năm” không bắt buộc; nếu ghi thì được đối chiếu.",
    "Ghi số nguyên không âm, không kèm chữ; phần thập phân (nếu có) theo cách viết của máy.",
    "Số liệu chốt sớm hơn ngày cuối quý: sửa ô “đến ngày” ở trên thành ngày chốt.",
    "Chỉ tiêu chưa đạt: ghi nguyên nhân, biện pháp, người chịu trách nhiệm và ngày cam kết ở trang “{explanation}”.",
    "Không thêm, xoá, đổi tên cột hoặc mã số liệu. Ghi người ký và ngày ký ở trang “{sign_off}” rồi gửi cả tệp .xlsx.",
)
COLLECTION_STEPS = (
    "Mỗi trang một lĩnh vực, mỗi dòng một tiêu chí, mỗi đơn vị một nhóm cột; chỉ nhập vào ô nền vàng.",
    "Để trống nghĩa là chưa có số liệu, không phải bằng 0. Không phát sinh thì ghi 0.",
    "Đơn vị chưa báo cáo: để trống cả nhóm cột của đơn vị đó ở mọi trang.",
    "Số liệu là số của riêng quý này. Nhóm “{total}” là tổng của các đơn vị, chỉ dùng để đối chiếu.",
    "Ô gạch chéo “×”: tiêu chí không tính theo đơn vị đó.",
)
PLAN_STEPS = (
    "Mỗi dòng của trang “{plan}” là một chỉ tiêu đơn vị đăng ký; chọn mã chỉ tiêu trong danh sách.",
    "Mức: ghi 90 cho 90%; với chỉ tiêu số đếm ghi số việc của cả năm (tiến độ “{each_quarter}”: số việc của mỗi quý).",
    "“Nhân với”: mã số liệu mà mức được nhân lên, ví dụ số kiểm sát viên; để trống nếu mức là số tuyệt đối.",
    "Tiến độ để trống là “{linear}”. Hạn để trống là ngày cuối năm công tác.",
    "“Áp dụng từ”, “Áp dụng dưới”: mức chỉ áp dụng khi mẫu số từ số này trở lên, dưới số kia; thường để trống.",
    "“Tính bằng: {count}” khi mức của một chỉ tiêu tỷ lệ là số việc, không phải phần trăm.",
)
INSPECTION_STEPS = (
    "Mỗi tệp một cuộc kiểm tra của một đơn vị: tỉnh ghi khi kiểm tra trực tiếp, đơn vị ghi khi tự kiểm tra.",
    "Số quyết định (hoặc số báo cáo tự kiểm tra) là số hiệu của cuộc kiểm tra; gửi lại cùng số là bổ sung cho cuộc ấy.",
    "Trang “{findings}”: mỗi dòng một ưu điểm, hạn chế hoặc điều lưu ý, có số riêng và giữ nguyên số ấy ở các lần gửi sau.",
    "Khi đã khắc phục: ghi cách khắc phục, ngày khắc phục và người xác nhận ở chính dòng ấy rồi gửi lại tệp.",
    "Ô để trống không xoá điều đã gửi trước; muốn bỏ một điều đã ghi thì ghi “rút” vào ô ấy.",
)
TASKS_TITLE = "NHIỆM VỤ TRỌNG TÂM, ĐỘT PHÁ VÀ PHÂN CÔNG"
TASKS_HINT = (
    "Mỗi nhiệm vụ một dòng, có số riêng. Giao ban, phiên toà rút kinh nghiệm, hồ sơ số hoá, danh hiệu thi đua cũng ghi ở đây; "
    "“Phân công phụ trách”: ghi lĩnh vực và người phụ trách."
)
PROGRESS_TITLE = "TIẾN ĐỘ NHIỆM VỤ"
PROGRESS_HINT = "Ghi số nhiệm vụ như trong kế hoạch và kết quả luỹ kế từ đầu năm; ô để trống giữ nguyên điều đã gửi trước."
FINDINGS_TITLE = "CÁC ƯU ĐIỂM, HẠN CHẾ VÀ ĐIỀU LƯU Ý"
FINDINGS_HINT = "Loại: ưu điểm, hạn chế hoặc lưu ý. Lưu ý về một chỉ tiêu thì ghi mã chỉ tiêu để đối chiếu số trước và sau."
FIELD_HINT = "Ô nền vàng: nhập số của riêng quý này. Để trống = chưa có số liệu; không phát sinh thì ghi 0."
COLLECTION_HINT = "Để trống = chưa có số liệu; không phát sinh thì ghi 0. Ô “×” không nhập."
NOT_COUNTED = "×"

EXPLANATION_TITLE = "GIẢI TRÌNH CHỈ TIÊU CHƯA ĐẠT"
EXPLANATION_HINT = "Mỗi chỉ tiêu chưa đạt một dòng. Mã chỉ tiêu chọn trong danh sách; tên tra ở trang “{lookup}”."
SIGN_OFF_TITLE = "KÝ DUYỆT BÁO CÁO"
SIGN_OFF_HINT = "Ghi họ tên người lập, người ký và ngày ký; bản giấy ký ở phần dưới."
PREPARER = "NGƯỜI LẬP BIỂU\n(Ký, ghi rõ họ tên)"
HEAD = "THỦ TRƯỞNG ĐƠN VỊ\n(Ký, ghi rõ họ tên, đóng dấu)"
PLACE_AND_DATE = "…………, ngày …… tháng …… năm ……"
LOOKUP_TITLE = "DANH MỤC CHỈ TIÊU"
LOOKUP_HINT = "Để tra mã; không nhập ở trang này."
LOOKUP_HEADER = ("Mã", "Chỉ tiêu", "Lĩnh vực", "Loại", "Chiều")
KINDS = {"rate": "Tỷ lệ, %", "count": "Số đếm"}
DIRECTIONS = {"at_least": "không dưới mức", "at_most": "không quá mức"}
LOOKUP_CONTENT = "Mã và tên các chỉ tiêu, để tra"
TARGETS_TITLE = "CÁC CHỈ TIÊU ĐĂNG KÝ"
TARGETS_HINT = "Chỉ tiêu không đăng ký riêng thì không ghi; khi đó mức của tỉnh hoặc của ngành được áp dụng."

WHOLE_TITLE, WHOLE_ERROR = (
    "Cần số nguyên",
    "Ô này chỉ nhận số nguyên từ 0 trở lên. Chưa có số liệu thì để trống; không phát sinh thì ghi 0.",
)
NUMBER_TITLE, NUMBER_ERROR = "Cần một số", "Ô này chỉ nhận số từ 0 trở lên. Chưa có số liệu thì để trống."
DATE_TITLE, DATE_ERROR = "Cần một ngày", "Ô này nhận ngày từ {first} đến {last}."
LIST_TITLE, LIST_ERROR = "Chọn trong danh sách", "Hãy chọn một mục trong danh sách ở mũi tên bên phải ô."


def quarter_title(year: int, quarter: int) -> str:
    """``Quý I năm 2022``."""
    return f"Quý {ROMAN[quarter]} năm {year}"


def day(value: date) -> str:
    """``01/12/2021``."""
    return f"{value:%d/%m/}{value.year:04d}"


def field_title(number: int, name: str) -> str:
    """``Biểu 01. KIỂM SÁT …``."""
    return f"Biểu {number:02d}. {name.upper()}"
