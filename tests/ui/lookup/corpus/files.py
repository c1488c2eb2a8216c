"""Ways to the files and the network of the server."""

SYSTEM = "/etc/passwd"
FUNCTIONS = [
    *(f"select * from {reader}('{SYSTEM}')" for reader in (
        "read_csv", "read_csv_auto", "read_text", "read_blob", "read_json", "read_json_auto", "read_json_objects",
        "read_json_objects_auto", "read_ndjson", "read_ndjson_auto", "read_ndjson_objects", "read_parquet", "parquet_scan",
        "parquet_metadata", "parquet_schema", "parquet_file_metadata", "parquet_kv_metadata", "parquet_full_metadata", "read_duckdb",
        "sniff_csv", "glob", "read_xlsx", "st_read", "read_arrow", "iceberg_scan", "delta_scan", "sqlite_scan", "postgres_scan",
        "mysql_scan", "excel_scan", "read_avro", "read_lines", "read_vortex", "http_get", "duckdb_external_file_cache",
    )),
    "from parquet_bloom_probe('/etc/a.parquet', 'a', 1)", "from read_text('{snapshot}')", "from read_blob('{snapshot}.wal')",
    "from read_text('/proc/self/environ')", "from read_text('/proc/self/cmdline')", "from read_text('/proc/1/maps')",
    "from read_blob('/dev/zero')", "from read_text('/dev/stdin')", "from read_csv('/dev/fd/0')",
    "from read_text(['/etc/passwd', '/etc/hostname'])", "from read_text('/etc/*')", "from read_text('**/*.py')",
    "from read_text('~/.ssh/id_rsa')", "from read_text('../../reference/units.csv')", "from read_text('file:///etc/passwd')",
    "from read_csv('https://example.org/a.csv')", "from read_json('http://127.0.0.1:8501/_stcore/health')",
    "from read_parquet('s3://bucket/a.parquet')", "from read_csv('gcs://bucket/a.csv')", "from read_csv('hf://datasets/a/b.csv')",
    "from read_csv('azure://a/b.csv')", "from read_text('http://169.254.169.254/latest/meta-data')",
    "from read_csv('\\\\server\\share\\a.csv')", "from read_csv('C:\\Windows\\win.ini')", "from read_text('{out}/../' || 'x')",
    "from read_csv(getenv('HOME') || '/x.csv')", "from read_csv_auto('/etc/passwd', sep = ':', header = false)",
    "from read_text((select '/etc/passwd'))",
]  # fmt: skip
NAMES = [
    *(f"from '{{out}}/x.{ending}'" for ending in (
        "csv", "tsv", "txt", "json", "jsonl", "ndjson", "parquet", "csv.gz", "json.zst", "duckdb", "db", "xlsx", "arrow", "geojson",
        "sql",
    )),
    f"from '{SYSTEM}'", 'from "/etc/passwd"', "from '{snapshot}'", "from 'https://example.org/a.parquet'", "from 's3://b/a.parquet'",
    "from 'file:/etc/passwd'", "from '*.csv'", "from './a.csv'", "from '~/a.csv'", "from 'a.csv' as x",
    "select * from mart.unit, 'b.json'", "describe 'a.csv'", "summarize '{out}/a.parquet'", "table 'a.csv'",
    "from mart.unit join 'c.parquet' using (unit_code)", 'with "a.csv" as (select 1) from "a.csv"',
    'with b as (with "/etc/passwd.csv" as (select 1) from "/etc/passwd.csv") select * from b, "/etc/passwd.csv"',
    'with "https://example.org/a.csv" as (select 1) from "https://example.org/a.csv"',
    'with "..\\a.json" as (select 1) from "..\\a.json"',
]  # fmt: skip
