-- What rules.csv asks of the figures of one report.
with side as (
    select
        s.file_no, s.unit_code, s.year, s.quarter, t.owner_code as rule_code, t.part,
        sum(cast(t.coefficient as decimal(19, 4)) * case when t.data_element_code is null then 1 else coalesce(f.value, 0) end) as amount,
        count(t.data_element_code) as asked, count(f.value) as given
    from batch.submission as s
    inner join ref.term as t on t.owner_kind = 'rule'
    left join batch.figure as f
        on f.file_no = s.file_no and f.unit_code = s.unit_code and f.year = s.year and f.quarter = s.quarter
        and f.data_element_code = t.data_element_code
    group by s.file_no, s.unit_code, s.year, s.quarter, t.owner_code, t.part
),
compared as (
    select
        l.file_no, l.unit_code, l.year, l.quarter, l.rule_code,
        l.amount as left_amount, r.amount as right_amount, l.given > 0 as has_left, r.given > 0 as has_right,
        l.given + r.given as given, l.asked + r.asked as asked
    from side as l
    inner join side as r
        on r.file_no = l.file_no and r.unit_code = l.unit_code and r.year = l.year and r.quarter = l.quarter
        and r.rule_code = l.rule_code and r.part = 'right'
    where l.part = 'left'
),
broken as (
    select c.*, u.name, u.operator, u.severity
    from compared as c
    inner join ref.rules as u on u.rule_code = c.rule_code
    where case
            when u.operator = 'compulsory_pair' then c.has_left <> c.has_right
            -- A clerk fills the empty half of such a pair with 0: that says nothing against it.
            when u.operator = 'exclusive_pair' then c.left_amount <> 0 and c.right_amount <> 0
            when coalesce(u.missing, 'skip_any') = 'skip_any' and c.given < c.asked then false
            when u.missing = 'skip_all' and c.given = 0 then false
            when u.operator = '==' then c.left_amount <> c.right_amount
            when u.operator = '<=' then c.left_amount > c.right_amount
            when u.operator = '>=' then c.left_amount < c.right_amount
        end
),
shown as (
    select
        b.file_no, b.unit_code, b.year, b.quarter, b.rule_code,
        arg_min(f.sheet, t.part || e.data_element_code) as sheet,
        arg_min(f.cell, t.part || e.data_element_code) as cell,
        string_agg(
            e.name || ' = ' || coalesce(written_number(f.value), 'để trống') || coalesce(' (ô ' || f.cell || ')', ''),
            '; ' order by t.part, e.data_element_code
        ) as figures
    from broken as b
    inner join ref.term as t on t.owner_kind = 'rule' and t.owner_code = b.rule_code
    inner join ref.data_elements as e on e.data_element_code = t.data_element_code
    left join batch.figure as f
        on f.file_no = b.file_no and f.unit_code = b.unit_code and f.year = b.year and f.quarter = b.quarter
        and f.data_element_code = t.data_element_code
    group by b.file_no, b.unit_code, b.year, b.quarter, b.rule_code
)
select b.file_no, b.unit_code, b.year, b.quarter, s.sheet, s.cell, coalesce(b.severity, 'error') as severity,
    'rule_broken' as code,
    b.name || ': '
    || case b.operator
        when 'compulsory_pair' then 'hai số phải cùng có hoặc cùng để trống'
        when 'exclusive_pair' then 'chỉ một trong hai số được khác 0'
        when '==' then 'hai vế phải bằng nhau, đang là ' || written_number(b.left_amount) || ' và ' || written_number(b.right_amount)
        when '<=' then written_number(b.left_amount) || ' phải bằng hoặc nhỏ hơn ' || written_number(b.right_amount)
        else written_number(b.left_amount) || ' phải bằng hoặc lớn hơn ' || written_number(b.right_amount)
    end
    || '. Trên biểu: ' || s.figures || '. Hãy xem lại các số này.' as message
from broken as b
inner join shown as s
    on s.file_no = b.file_no and s.unit_code = b.unit_code and s.year = b.year and s.quarter = b.quarter
    and s.rule_code = b.rule_code
