"""What a query of the box may be made of, by name; what is not named here is refused (``ui/lookup/statement.py``)."""

from functools import cache
from pathlib import Path

#: Schemas whose every table may be read, and what may be read of the engine's own.
SCHEMAS = ("mart", "today", "ref", "log")
ENGINE_VIEWS = ("information_schema.columns", "information_schema.tables")
TABLE_FUNCTIONS = ("duckdb_columns", "duckdb_tables", "generate_series", "json_each", "json_tree", "range", "unnest")

FUNCTIONS_FILE = Path(__file__).with_name("functions.txt")

CLASSES = (
    "BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT", "FUNCTION", "LAMBDA",
    "LAMBDA_REF", "OPERATOR", "PARAMETER", "POSITIONAL_REFERENCE", "STAR", "SUBQUERY", "TYPE", "WINDOW",
)  # fmt: skip
KINDS = (
    "SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE",
    "BASE_TABLE", "EMPTY", "EXPRESSION_LIST", "JOIN", "PIVOT", "SHOW_REF", "SUBQUERY", "TABLE_FUNCTION",
    "DISTINCT_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "ORDER_MODIFIER",
    "ASCENDING", "DESCENDING", "ORDER_DEFAULT",
    "ARRAY_TYPE_INFO", "DECIMAL_TYPE_INFO", "ENUM_TYPE_INFO", "GENERIC_TYPE_INFO", "LIST_TYPE_INFO", "STRING_TYPE_INFO",
    "STRUCT_TYPE_INFO", "UNBOUND_TYPE_INFO", "USER_TYPE_INFO",
    "ARRAY_EXTRACT", "ARRAY_SLICE", "CASE_EXPR", "COLLATE", "COLUMN_REF", "FUNCTION", "GROUPING_FUNCTION", "LAMBDA",
    "LAMBDA_REF", "POSITIONAL_REFERENCE", "STAR", "STRUCT_EXTRACT", "TYPE", "VALUE_CONSTANT", "VALUE_PARAMETER",
)  # fmt: skip
KIND_BEGINNINGS = ("COMPARE_", "CONJUNCTION_", "OPERATOR_", "WINDOW_")
#: Types of values, as the tree names them. Not here: addresses in memory, states of aggregates, and types as values.
TYPES = (
    "ARRAY", "BIGINT", "BIGNUM", "BIT", "BLOB", "BOOLEAN", "DATE", "DECIMAL", "DOUBLE", "ENUM", "FLOAT", "HUGEINT", "INTEGER",
    "INTEGER_LITERAL", "INTERVAL", "LIST", "MAP", "NULL", "SMALLINT", "STRING_LITERAL", "STRUCT", "TIME", "TIME WITH TIME ZONE",
    "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP_S", "TINYINT", "UBIGINT", "UHUGEINT",
    "UINTEGER", "UNBOUND", "UNION", "USER", "USMALLINT", "UTINYINT", "UUID", "VARCHAR",
)  # fmt: skip
#: The same as people write them in a cast, where the parser leaves the name to be looked up.
TYPE_NAMES = (
    "array", "bigint", "bignum", "binary", "bit", "bitstring", "blob", "bool", "boolean", "bpchar", "bytea", "char", "date",
    "datetime", "dec", "decimal", "double", "enum", "float", "float4", "float8", "guid", "hugeint", "int", "int1", "int128",
    "int16", "int2", "int32", "int4", "int64", "int8", "integer", "integral", "interval", "json", "list", "logical", "long", "map",
    "null", "numeric", "nvarchar", "real", "row", "short", "signed", "smallint", "string", "struct", "text", "time",
    "time with time zone", "timestamp", "timestamp with time zone", "timestamp_ms", "timestamp_ns", "timestamp_s", "timestamp_us",
    "timestamptz", "timetz", "tinyint", "ubigint", "uhugeint", "uint128", "uint16", "uint32", "uint64", "uint8", "uinteger",
    "union", "usmallint", "utinyint", "uuid", "varbinary", "varchar", "varint",
)  # fmt: skip
SHOWN = ("DESCRIBE", "SUMMARY")


@cache
def functions() -> frozenset[str]:
    """The functions of values that a query may use."""
    lines = FUNCTIONS_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
