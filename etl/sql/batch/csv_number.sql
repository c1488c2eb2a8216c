-- Các cách ghi số của một tệp CSV mà mẫu thường gặp không nhận ra, để xét từng cách một.
-- grain: written
with trimmed as (
    select distinct trim(i.value) as written, f.numbers
    from incoming_row as i
    cross join incoming_file as f
)
select written from trimmed
where written <> '' and not case
        when numbers = 'vietnamese' then regexp_full_match(written, '-?[0-9]{1,12}(,[0-9]{1,2})?')
        else regexp_full_match(written, '-?[0-9]{1,12}(\.([0-9]{1,2}|[0-9]{4}))?')
    end
order by written
