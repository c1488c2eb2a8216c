"""Reads the offices' workbooks, judges them, and publishes plan against result as DuckDB snapshots."""

__version__ = "0.1.0"
