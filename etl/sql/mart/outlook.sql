-- Mức chính có thực hiện được vào cuối năm không, nhìn từ quý I, II, III: đã ngã ngũ, hoặc khả năng và nhịp độ cần có.
-- grain: scope, place_code, indicator_code, year, quarter
with word (outlook, name) as (
    values
        ('decided_met', 'Đã chắc đạt'), ('decided_missed', 'Không còn đạt được'), ('likely', 'Nhiều khả năng đạt'), ('open', 'Chưa rõ'),
        ('unlikely', 'Khó đạt')
),
silence (code, said) as (
    values
        ('incomplete', 'năm nay thiếu số liệu của một quý'),
        ('each_quarter', 'mức này xét riêng từng quý'),
        ('due_early', 'hạn của mức này trước cuối năm công tác'),
        ('due_past', 'hạn của mức này đã qua mà chưa đạt, số liệu sau hạn vẫn được xét'),
        ('short_year', 'năm công tác này không đủ mười hai tháng'),
        ('tiered', 'mức này tuỳ quy mô từng đơn vị'),
        ('moving', 'mức này còn đổi theo quy mô, theo số người hoặc theo đơn vị chưa báo cáo'),
        ('not_counted_up', 'số này không cộng dồn theo từng việc'),
        ('over_all', 'tử số lớn hơn mẫu số'),
        ('too_many', 'số việc quá nhiều để tính khả năng'),
        ('no_year', 'chưa có năm trọn vẹn nào trước đó để dựa vào'),
        ('nothing_comes', 'có thể không phát sinh việc nào'),
        ('no_better', 'những lần đã nói trước chưa đúng hơn hai cách đoán thường')
),
written as (
    select
        w.*, coalesce(a.was_missed, false) as was_missed, p.pace_kind, coalesce(i.unit_of_measure, 'việc') as unit, i.short_name, i.name, i.field_code, i.unit_of_measure, i.is_focus,
        amount.text as amount, among.text as among, low.text as low, high.text as high,
        case
            when w.due_on < w.year_ends_on then 'đến ngày ' || substr(cast(w.due_on as varchar), 9, 2) || '/'
                || substr(cast(w.due_on as varchar), 6, 2) || '/' || substr(cast(w.due_on as varchar), 1, 4)
            when w.quarters_left = 1 then 'trong quý ' || l.roman
            when w.quarters_left = 2 then 'trong hai quý còn lại'
            else 'trong ba quý còn lại'
        end as until,
        -- Rounded half up to ten points.
        cast(floor(w.chance * 10 + 0.5) * 10 as integer) as shown_chance
    from work.outlook_word as w
    inner join ref.indicators as i on i.indicator_code = w.indicator_code
    inner join ref.periods as l on l.year = w.year and l.quarter = w.last_quarter
    left join work.outlook_pace as p
        on p.scope = w.scope and p.place_code = w.place_code and p.indicator_code = w.indicator_code and p.year = w.year and p.quarter = w.quarter
    left join work.after_due as a
        on a.scope = w.scope and a.place_code = w.place_code and a.indicator_code = w.indicator_code and a.year = w.year and a.quarter = w.quarter
        and a.is_headline
    left join work.told_text as amount on amount.amount = p.amount and amount.places = 4 and amount.is_trimmed
    left join work.told_text as among on among.amount = p.among and among.places = 4 and among.is_trimmed
    left join work.told_text as low on low.amount = p.recent_low and low.places = 4 and low.is_trimmed
    left join work.told_text as high on high.amount = p.recent_high and high.places = 4 and high.is_trimmed
),
paced as (
    select
        *,
        -- What is asked may still change with the cases or the heads.
        case when is_moving and pace_kind in ('reach', 'left') then 'theo mức hiện nay ' else '' end
        || case pace_kind
            when 'reach' then 'cần ' || amount || ' ' || unit || ' ' || until
            when 'left' then case amount when '0' then 'không được có thêm ' || unit || ' nào ' || until
                else 'chỉ còn được có tối đa ' || amount || ' ' || unit || ' ' || until end
            when 'among' then case
                when target = 100 then 'còn ' || amount || ' ' || unit || ' trong ' || among || ' hiện nay chưa tính là đạt'
                else 'còn thiếu ' || amount || ' ' || unit || ' trên mẫu số ' || among || ' hiện nay, việc mới ' || until || ' cũng phải đạt mức'
            end
            when 'fresh' then 'việc đã không đạt không bù được, cần ít nhất ' || amount || ' ' || unit || ' mới đều đạt ' || until
            when 'clean' then 'cần mẫu số tăng thêm ít nhất ' || amount || ' ' || until || ' mà không thêm ' || unit || ' nào vào tử số'
        end
        || coalesce(
            '; bốn quý gần nhất mỗi quý ' || case when pace_kind <> 'among' then '' when is_stock_open then 'bằng ' else 'đạt ' end
            || low || case when high <> low then '–' || high else '' end
            || case when pace_kind <> 'among' then '' when is_stock_open then '% số việc mới' else '%' end, ''
        ) as pace
    from written
)
select
    g.scope, g.place_code, g.province_code, g.indicator_code, g.year, g.quarter,
    coalesce(g.short_name, g.name) as indicator_short_name, g.field_code, g.unit_of_measure, g.measure, g.direction, g.status,
    g.numerator, g.denominator, g.target, g.needed, g.quarters_left, g.recent_low, g.recent_high,
    g.outlook, w.name as outlook_name, g.chance, g.shown_chance, g.basis, g.silent_because, g.pace,
    case
        when g.outlook = 'decided_met' and g.was_missed then w.name || ', nhưng sau hạn.'
        when g.outlook in ('decided_met', 'decided_missed') then w.name || '.'
        when g.outlook is not null then
            w.name || ': khả năng ' || case
                when g.shown_chance = 0 then 'dưới 5%'
                when g.shown_chance = 100 then 'trên 95%'
                -- Rounded it is the number at which another word begins: it is told on which side of it the chance lies.
                when g.outlook = 'open' and g.shown_chance = 20 then 'trên 20%'
                when g.outlook = 'open' and g.shown_chance = 80 then 'dưới 80%'
                else 'khoảng ' || g.shown_chance || '%'
            end
            || case g.basis when 0 then ', chỉ dựa vào năm nay và cả tỉnh' when 1 then ', dựa vào một năm trước' else ', dựa vào hai năm trước trở lên' end
            || coalesce('; ' || g.pace, '') || '.'
        else 'Chưa nói trước được: ' || s.said || coalesce('; ' || g.pace, '') || '.'
    end as said,
    g.is_as_far_ahead, g.trials, g.brier, g.brier_by_pace, g.brier_by_province,
    row_number() over (
        partition by g.scope, g.place_code, g.year, g.quarter
        -- What is in doubt first, focus indicators before the others; last what is certain to be met and what nothing is said of.
        order by
            case g.outlook when 'decided_missed' then 1 when 'unlikely' then 2 when 'open' then 3 when 'likely' then 4 when 'decided_met' then 5 else 6 end,
            coalesce(g.is_focus, false) desc, coalesce(g.chance, 0), g.indicator_code
    ) as outlook_order
from paced as g
left join word as w on w.outlook = g.outlook
left join silence as s on s.code = g.silent_because
