-- Sổ tệp đã nhận: tên, mã băm, thời điểm nhận, kết quả đọc, bản đánh dấu lỗi trả lại.
-- grain: file_no
select file_no, sha256, name as file, size_bytes, received_at, load_no, kind, form_code, status, returned_name from stg.file
