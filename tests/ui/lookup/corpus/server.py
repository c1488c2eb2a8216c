"""Ways to what the engine knows of the server, and to what it keeps in memory."""

import json

_VIEWS = (
    "duckdb_constraints", "duckdb_databases", "duckdb_indexes", "duckdb_logs", "duckdb_schemas", "duckdb_types", "duckdb_views",
    "duckdb_columns", "duckdb_tables", "pragma_database_list", "sqlite_master", "sqlite_schema", "sqlite_temp_master",
    "sqlite_temp_schema",
)  # fmt: skip
_CATALOGUE = (
    "pg_am", "pg_attribute", "pg_class", "pg_collation", "pg_constraint", "pg_database", "pg_depend", "pg_description", "pg_index",
    "pg_namespace", "pg_prepared_statements", "pg_proc", "pg_sequences", "pg_settings", "pg_tables", "pg_tablespace", "pg_type",
    "pg_views",
)  # fmt: skip
VIEWS = [
    *(f"from {view}" for view in _VIEWS), *(f"from pg_catalog.{view}" for view in _CATALOGUE), "from main.duckdb_databases",
    "from system.main.duckdb_databases", "from system.pg_catalog.pg_settings", "from temp.main.x", "from memory.main.x",
    "from information_schema.schemata", "from information_schema.views", "from information_schema.character_sets",
    "from system.information_schema.tables", "select path from pragma_database_list", "describe duckdb_databases",
    "summarize pg_catalog.pg_settings", "from (describe pg_class)", "table sqlite_master", "from DUCKDB_DATABASES",
    'from "duckdb_databases"', "from connection", "from sql", "from request", "from sys.modules", "from pa.table", "from limits",
    "from raw.figure", "from stg.figure", "from work.figure", "from khong_co.bang",
]  # fmt: skip
TABLE_FUNCTIONS = [
    *(f"from {name}()" for name in (
        "duckdb_approx_database_count", "duckdb_connection_count", "duckdb_constraints", "duckdb_coordinate_systems", "duckdb_databases",
        "duckdb_dependencies", "duckdb_extensions", "duckdb_functions", "duckdb_indexes", "duckdb_keywords", "duckdb_log_contexts",
        "duckdb_logs", "duckdb_logs_parsed", "duckdb_memory", "duckdb_optimizers", "duckdb_prepared_statements",
        "duckdb_profiling_settings", "duckdb_schemas", "duckdb_secret_types", "duckdb_secrets", "duckdb_sequences", "duckdb_settings",
        "duckdb_temporary_files", "duckdb_types", "duckdb_variables", "duckdb_views", "icu_calendar_names", "pg_timezone_names",
        "pragma_collations", "pragma_database_size", "pragma_metadata_info", "pragma_platform", "pragma_user_agent", "pragma_version",
        "checkpoint", "force_checkpoint", "enable_logging", "disable_logging", "enable_profiling", "disable_profiling",
        "truncate_duckdb_logs", "test_all_types", "summary",
    )),
    "from duckdb_table_sample('mart.unit')", "from pragma_storage_info('mart.unit')", "from pragma_table_info('duckdb_databases')",
    "from pragma_show('duckdb_databases')", "from which_secret('s3://a', 's3')", "from test_vector_types(null::int)", "from repeat(1, 3)",
    "from repeat_row(1, 2, num_rows = 3)", "from histogram('duckdb_settings', 'value')", "from histogram_values('mart.unit', kind)",
    "from sql_auto_complete('sel')", "from query('select 1')", "from query('from duckdb_settings()')", "from query_table('mart.unit')",
    "from query_table(['mart.unit', 'duckdb_databases'])", "from system.main.duckdb_settings()", "from main.duckdb_settings()",
    "select value from duckdb_settings() where name = 'temp_directory'", "select path from duckdb_databases()", "from DuckDB_Settings()",
    'from "duckdb_settings"()', "from duckdb_settings() union all from duckdb_settings()", "from seq_scan('mart.unit')",
    "from parquet_scan('')",
]  # fmt: skip
_CALLS = [
    "getenv('HOME')", "getenv('PATH')", "current_setting('temp_directory')", "current_setting('home_directory')", "getvariable('a')",
    "write_log('x')", "write_log('x', level := 'error')", "parse_duckdb_log_message('FileSystem', 'x')", "current_query()",
    "current_query_id()", "current_connection_id()", "current_transaction_id()", "txid_current()", "current_database()",
    "current_schemas(true)", "current_schema()", "in_search_path('a', 'b')", "get_block_size('a')", "json_serialize_sql('select 1')",
    "json_deserialize_sql('{}')", "json_serialize_plan('select * from read_csv(''/etc/passwd'')')",
    "json_serialize_plan('from mart.unit', optimize := true)", "create_sort_key(1, 'asc')", "finalize('a'::blob)",
    "combine('a'::blob, 'b'::blob)", "stats(1)", "vector_type(1)", "alias(1)", "cast_to_type('1', 2)", "can_cast_implicitly(1, 2)",
    "make_type('INT')", "get_type(1)", "replace_type(1, 2, 3)", "sleep_ms(60000)", "pg_catalog.pg_sleep(60)", "pg_sleep(60)",
    "constant_or_null(1, 2)", "remap_struct({'a': 1}, {'b': 2}, {'b': 'a'}, null)", "variant_bytes_to_variant('\\x00'::blob)",
    "variant_to_parquet_variant(1)", "variant_extract(1, 'a')", "timetz_byte_comparable('10:00')", "icu_sort_key('a', 'vi')",
    "nextval('s')", "currval('s')", "setseed(0.5)", "error('x')", "__internal_decompress_string(1::hugeint)",
    "__internal_compress_string_utinyint('x')", "st_geomfromwkb('\\x00'::blob)", "st_astext('x')", "read_text('/etc/passwd')",
    "read_blob('/etc/passwd')", "system('id')", "shell('id')", "load_extension('x')", "pg_read_file('/etc/passwd')",
    "lo_import('/etc/passwd')", "xp_cmdshell('id')", "load_file('/etc/passwd')", "writefile('x', 'y')", "sys_exec('id')",
    "pg_catalog.inet_server_addr()", "pg_catalog.pg_get_viewdef(1)", "pg_catalog.current_database()", "pg_catalog.pg_conf_load_time()",
    "mart.sum(1)", "query('select 1')", "python_map_function(1)", "duckdb_settings()", "getEnv('HOME')", '"getenv"(\'HOME\')',
    "main.getenv('HOME')", "system.main.getenv('HOME')",
]  # fmt: skip
FUNCTIONS = [f"select {call}" for call in _CALLS]
TYPES = [
    *(f"select 1::{kind}" for kind in (
        "pointer", "lambda", "\"aggregate_state\"", "validity", "unknown", "any", "type", "variant", "geometry", "regclass",
        "mart.unit", "sqlnull", "table", "invalid", "\"POINTER\"", "pointer[]", "struct(a pointer)", "map(varchar, pointer)", "inet",
    )),
    "select cast('94824' as pointer)", "select try_cast(94824 as pointer)", "select sum(met) export_state from mart.scorecard",
]  # fmt: skip


def _scan(address: int) -> str:
    """The tree of a statement that makes the engine call what stands at `address`."""
    value = {"type": {"id": "POINTER", "type_info": None}, "is_null": False, "value": address}
    constant = {"class": "CONSTANT", "type": "VALUE_CONSTANT", "alias": "", "value": value}
    call = {"class": "FUNCTION", "type": "FUNCTION", "alias": "", "function_name": "arrow_scan", "schema": "", "children": [constant] * 3}
    source = {"type": "TABLE_FUNCTION", "alias": "", "sample": None, "function": call, "column_name_alias": []}
    node = {"type": "SELECT_NODE", "select_list": [{"class": "STAR", "type": "STAR"}], "from_table": source}
    return json.dumps({"statements": [{"node": node}]})


POINTERS = [
    *(f"from json_execute_serialized_sql('{_scan(address)}')" for address in (0, 1, 3735928559, 140737488355327)),
    f"pragma json_execute_serialized_sql('{_scan(4096)}')", f"call json_execute_serialized_sql('{_scan(4096)}')",
    f"select json_deserialize_sql('{_scan(4096)}')", "from query('from json_execute_'||'serialized_sql(''x'')')",
    "from query('from json_execute_serialized_sql(''x'')')", "from query_table('json_execute_serialized_sql')",
    "from (from json_execute_serialized_sql('{}'))", "with a as (from json_execute_serialized_sql('{}')) from a",
    "select (select count(*) from json_execute_serialized_sql('{}'))",
    "from json_execute_serialized_sql((select json_serialize_sql('select 1')))",
    "from json_execute_serialized_sql(json_serialize_sql('select 1'))", "from arrow_scan(1, 2, 3)",
    "from arrow_scan_dumb(94824, 94824, 94824)", "from arrow_scan(1::bigint, 2::bigint, 3::bigint)", "from pandas_scan(94824)",
    "from pandas_scan(1::ubigint)", "from python_map_function(1, 2)", "from seq_scan(1)", "select arrow_scan(1, 2, 3)",
    "select pandas_scan(1)", "from mart.unit where exists (from arrow_scan(1, 2, 3))", "from Arrow_Scan(1, 2, 3)",
    'from "arrow_scan"(1, 2, 3)', "from main.arrow_scan(1, 2, 3)", "from system.main.pandas_scan(1)",
]  # fmt: skip
