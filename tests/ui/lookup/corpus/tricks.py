"""Ways round a look at the statement: every place in it, names that mean two things, letters that look like others."""

BAIT = "(select max(value) from duckdb_settings())"
PLACES = [
    "select {x}", "select 1 where {x} is not null", "select 1 as a group by all having {x} is null", "from mart.unit order by {x}",
    "from mart.unit limit (select length({x}))", "from mart.unit limit 1 offset (select length({x}))",
    "from mart.unit qualify {x} is null", "select case when {x} is null then 1 end", "select case {x} when '1' then 1 end",
    "select case when true then 1 else {x} end", "select coalesce(null, {x})", "select [{x}]", "select {{'a': {x}}}",
    "select map {{{x}: 1}}", "select row({x}, 1)", "select list_transform([1], lambda e: {x})", "select [{x} for e in [1]]",
    "select [e for e in [1] if {x} is null]", "select count(*) filter (where {x} is null) from mart.unit",
    "select string_agg(kind, {x}) from mart.unit", "select string_agg(kind, ',' order by {x}) from mart.unit",
    "select sum(1) over (partition by {x}) from mart.unit", "select sum(1) over (order by {x}) from mart.unit",
    "select sum(1) over w from mart.unit window w as (order by {x})",
    "select sum(1) over (order by kind rows length({x}) preceding) from mart.unit", "select lag(kind, 1, {x}) over () from mart.unit",
    "select 1 in (1, {x})", "select {x} in ('a')", "select 1 where exists {x}", "select 1 = any {x}", "select 1 > all {x}",
    "select {x} between 'a' and 'b'", "select 'a' between {x} and 'b'", "select {x}::varchar", "select {x} collate vi",
    "select {x} like 'a'", "select 'a' similar to {x}", "select {x}[1]", "select 'abc'[1:length({x})]", "select {x} || 'a'",
    "select not {x} is null", "select {x} is distinct from 'a'", "select try({x})", "select grouping({x}) from mart.unit group by 1",
    "select distinct on ({x}) kind from mart.unit", "select * exclude (kind), {x} from mart.unit",
    "select * replace ({x} as kind) from mart.unit", "select columns(c -> c like {x}) from mart.unit", "values ({x})",
    "from (values (1), (length({x}))) v(a)", "from range(length({x}))", "from unnest([{x}])",
    "from mart.unit u join mart.plan p on {x} is null", "from mart.unit u left join lateral (select {x}) on true",
    "with a as (select {x}) from a", "with a as materialized (select {x}) from a",
    "with recursive t(a) as (select {x} union all select {x} from t where false) from t", "select 1 union select length({x})",
    "select 1 except select length({x})", "select 1 intersect all select length({x})", "from (select {x})", "describe select {x}",
    "summarize select {x}", "from (describe select {x})", "from mart.unit pivot (count({x}) for kind in ('a'))",
    "from (select {x} as a) unpivot (v for n in (a))", "from mart.scorecard group by rollup ({x})",
    "from mart.scorecard group by grouping sets ((kind), ({x}))",
    "from mart.unit tablesample reservoir (1 rows) repeatable (1) where {x} is null", "from mart.unit at (version => {x})",
    "from mart.unit asof join mart.plan on mart.unit.kind >= {x}", "from mart.unit semi join (select {x}) on true",
    "from mart.unit positional join (select {x})",
]  # fmt: skip
EVERYWHERE = [place.format(x=BAIT) for place in PLACES]

SHADOWS = [
    "with duckdb_databases as (select 1) from duckdb_databases", "with duckdb_databases as (from duckdb_databases) from duckdb_databases",
    "with a as (with pg_class as (select 1) from pg_class) select * from a, pg_class",
    "with Pragma_Database_List as (select 1) from pragma_database_list", 'with "SQLITE_MASTER" as (select 1) from sqlite_master',
    "with recursive duckdb_views as (select 1 union all from duckdb_views) from duckdb_views",
    "from mart.unit duckdb_databases, duckdb_databases", "from mart.unit as pg_tables join pg_tables on true",
    "with a as (select 1), b as (from c) from b", "with a as (select 1) from main.a",
    "with unit as (select 1) from memory.unit", "with \u212Aa as (select 1) from b", "from unit", "from attainment",
    "with duc\u212Adb_databases as (select 1) from duckdb_databases", "with sqlite_schema(a) as (values (1)) from sqlite_schema",
    "with duckdb_types as not materialized (select 1) select (select count(*) from duckdb_types)",
]  # fmt: skip
LETTERS = [
    "select 1 \0 from duckdb_settings()", "\0select 1", "from duckdb_settings()\0", "select '\0' from duckdb_settings()",
    "select 1\x08 from duckdb_settings()", "from\u00a0duckdb_settings()", "from\u2003duckdb_settings()", "from\u3000duckdb_settings()",
    "\ufefffrom duckdb_settings()", "from/**/duckdb_settings()", "from/* x */read_csv('/etc/passwd')", "from -- x\nduckdb_settings()",
    "from\u200bduckdb_settings()", "from duckdb_settings\u200b()", "from ｄuckdb_settings()", "from \u0501uckdb_settings()",
    "from DUCKDB_SETTINGS()", 'from "DuckDB_Settings" ( )', "from U&\"duckdb\\005fsettings\"()",
    "select 1 from duckdb_settings() as \"--\"", "select '--', value from duckdb_settings()", "select $$a$$ from duckdb_settings()",
    "select $x$ '; -- $x$ from duckdb_settings()", "select e'\\'' from duckdb_settings()", "select 'it''s' from duckdb_settings()",
    "select \"a\"\"b\" from duckdb_settings()", "select 1 as select from duckdb_settings()", "from duckdb_settings() -- mart.unit",
    "/* select 1 from mart.unit */ from duckdb_settings()", "/* a /* b */ */ from duckdb_settings()", "select getenv ( 'HOME' )",
    "select getenv\n('HOME')", "select\tgetenv/**/('HOME')", "from (((duckdb_settings())))", "(from duckdb_settings())",
    "((select value from duckdb_settings()))", "from duckdb_settings() t(a)", "from lateral duckdb_settings()",
    "from mart.unit, duckdb_settings()", "from mart.unit natural join duckdb_settings()", "set variable a = 1 -- select",
    "SELECT\r\n*\r\nFROM\r\nduckdb_settings()", "execute immediate 'select 1'", "select * from mart.unit; -- \0", "from :table",
    "from identifier('duckdb_settings')", "from $1", "from ?",
]  # fmt: skip
MEANINGLESS = [
    "from a, (with a as (select 1) from a)", "with a as (from b), b as (from a) from a", "with a as (with b as (select 1) from b) from b",
    "from mart.khong_co", "select khong_co from mart.unit", "select mart.unit.kind from mart.plan", "select sys.path", "select __class__",
    "select connection", "select u.* from mart.unit", "from today.khong_co", "select file from log.snapshot", "select current_settings",
]  # fmt: skip
HARMLESS = [
    "select 'read_csv(''/etc/passwd'')' as n", "select '; drop table mart.unit' as n", "select $$from duckdb_settings()$$ as n",
    "select 1 as \"read_text\"", "select duckdb_settings from (select 1 as duckdb_settings)",
    "with read_csv as (select 1 as n) from read_csv", "select 1 -- from duckdb_settings()", "select /* getenv('HOME') */ 1 as n",
    "with \"đơn vị\" as (from mart.unit) from \"đơn vị\" limit 1", "from mart.unit as u select u.unit_code limit 1",
    "select 'a' as \"; select 2\"", "FROM Mart.Unit SELECT COUNT(*)", "from information_schema.columns limit 1",
    "from duckdb_columns() limit 1", "describe mart.unit", "summarize mart.unit", "values (1), (2)", "select unnest([1, 2]) as n",
    "from mart.unit pivot (count(*) for kind in ('a', 'b')) limit 1", "select current_date as n", "select version() as n",
    "select user as n", "select 1 as \"a b c\", 2 as \"\u202e\"", "table mart.unit limit 2",
]  # fmt: skip
