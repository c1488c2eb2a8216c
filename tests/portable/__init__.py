"""The SQL on another engine: `make portable` builds the sample on PostgreSQL as well and compares every table row for row."""
