-- Hình phễu của mỗi chỉ tiêu ở từng cấp đặt mức: bao nhiêu đơn vị so được, và vì sao không vẽ.
-- grain: province_code, indicator_code, year, quarter, level
with placed as (
    select *, level as at_level from mart.funnel
    union all
    select *, 'headline' from mart.funnel where is_headline
),
asked as (
    select unit_code, indicator_code, year, quarter, level, target from mart.target_status
    union all
    select unit_code, indicator_code, year, quarter, 'headline', target from mart.attainment
),
-- Each office with why it is not compared; what has no row in the funnel is a count, or has no target at this level.
held as (
    select
        a.province_code, a.indicator_code, a.year, a.quarter, l.level, f.target, f.is_telling,
        case
            when f.unit_code is not null then f.left_out
            when a.kind = 'count' and t.target is not null then 'target_count'
            else a.untargeted_status
        end as left_out
    from mart.attainment as a
    cross join work.level_word as l
    left join placed as f
        on f.unit_code = a.unit_code and f.indicator_code = a.indicator_code and f.year = a.year and f.quarter = a.quarter
        and f.at_level = l.level
    left join asked as t
        on t.unit_code = a.unit_code and t.indicator_code = a.indicator_code and t.year = a.year and t.quarter = a.quarter
        and t.level = l.level
),
-- Where several reasons hold, the one that stands first is told.
counted as (
    select
        province_code, indicator_code, year, quarter, level,
        count(case when left_out is null then 1 end) as compared,
        count(distinct case when left_out is null then target end) as targets,
        max(case when left_out is null and is_telling then 1 else 0 end) = 1 as is_telling,
        min(case left_out
            when 'past_all' then 1 when 'not_cases' then 2 when 'target_edge' then 3 when 'target_count' then 4 when 'not_applicable' then 5
            when 'no_target' then 6 when 'not_reported' then 7
        end) as reason,
        min(case when left_out = 'target_edge' then target end) as target
    from held
    group by province_code, indicator_code, year, quarter, level
)
select
    c.province_code, c.indicator_code, c.year, c.quarter, c.level, c.compared,
    'Không vẽ hình phễu: ' || case
        when c.compared = 0 then case c.reason
            when 1 then 'tử số có thể lớn hơn mẫu số, nên không dùng được phân bố nhị thức.'
            when 2 then 'kết quả không tính trên số việc đếm được.'
            when 3 then 'với mức ' || n.text || '%, chỉ một trường hợp trái mức đã là ngoài mọi giới hạn; hãy xem từng trường hợp.'
            when 4 then 'kết quả là số đếm, không có mẫu số để so sánh.'
            when 5 then 'chưa đơn vị nào có việc phát sinh.'
            when 6 then 'chưa có mức chỉ tiêu để so sánh.'
            else 'chưa đơn vị nào báo cáo.'
        end
        when c.compared < 3 then 'chưa đủ ba đơn vị có việc phát sinh để so sánh.'
        when c.targets > 1 then 'ở cấp này các đơn vị có mức khác nhau. Chọn chỉ tiêu giao để xem.'
        when not c.is_telling then 'số việc quá ít, kể cả kết quả kém nhất của một đơn vị cũng có thể chỉ do ngẫu nhiên. Hãy xem từng vụ việc và kết quả toàn tỉnh.'
    end as obstacle
from counted as c
left join work.number_text as n on n.amount = c.target and n.places = 4 and n.is_trimmed
