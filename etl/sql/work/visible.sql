-- Bao nhiêu chữ số thập phân thì thấy được một chênh lệch: lớn hơn above, không quá up_to.
-- grain: places
-- also in: diff
--
-- 99,96% is below 100%, and not 100,0%.
with step (places, above, up_to) as (
    values
        (0, 0.5, 1000000000), (1, 0.05, 0.5), (2, 0.005, 0.05), (3, 0.0005, 0.005), (4, 0.00005, 0.0005),
        (5, 0.000005, 0.00005), (6, 0.0000005, 0.000005), (7, 0.00000005, 0.0000005), (8, 0.000000005, 0.00000005),
        (9, 0.0000000005, 0.000000005), (10, 0, 0.0000000005)
)
select places, cast(above as decimal(36, 12)) as above, cast(up_to as decimal(36, 12)) as up_to from step
