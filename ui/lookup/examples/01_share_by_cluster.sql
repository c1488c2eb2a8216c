-- Tỷ lệ đạt theo cụm thi đua, quý mới nhất
-- chart: bar cluster ty_le_dat
select
    cluster, sum(met_or_exceeded) as dat, sum(targets_judged) as duoc_danh_gia,
    round(100 * sum(met_or_exceeded) / nullif(sum(targets_judged), 0), 1) as ty_le_dat
from mart.scorecard
where (year, quarter) = (select max((year, quarter)) from mart.scorecard)
group by cluster
order by cluster collate vi
