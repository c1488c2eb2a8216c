"""Why the operating system refused something, in Vietnamese."""

import errno

_WHY = {
    errno.ENOSPC: "đĩa đã hết chỗ",
    errno.EDQUOT: "đã dùng hết phần đĩa được cấp",
    errno.EFBIG: "đã tới cỡ lớn nhất mà một tệp được phép có",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EISDIR: "đó là một thư mục, không phải tệp",
    errno.ENOTDIR: "một phần của đường dẫn không phải thư mục",
    errno.ENOENT: "không có ở đó",
    errno.EEXIST: "đã có ở đó",
    errno.ENOTEMPTY: "thư mục ấy không trống",
    errno.EIO: "ổ đĩa báo lỗi đọc, ghi",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết vòng",
    errno.EMFILE: "đang mở quá nhiều tệp",
    errno.ENFILE: "máy đang mở quá nhiều tệp",
    errno.EBUSY: "đang có chương trình khác dùng",
    errno.ETXTBSY: "đang có chương trình khác dùng",
    errno.ETIMEDOUT: "máy chủ giữ tệp không trả lời",
    errno.EHOSTDOWN: "máy chủ giữ tệp không trả lời",
}
#: What Windows says when another program holds a file, or the disk is full, where it gives no number of its own.
_WHY_ON_WINDOWS = {32: "đang có chương trình khác dùng", 33: "đang có chương trình khác dùng", 112: "đĩa đã hết chỗ"}


def why(error: OSError) -> str:
    """The reason as part of a sentence; the system's own words where it is a rare one."""
    on_windows = _WHY_ON_WINDOWS.get(getattr(error, "winerror", None) or 0)
    return on_windows or _WHY.get(error.errno or 0) or error.strerror or "không rõ lý do"
