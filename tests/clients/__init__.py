"""Analysts' own clients: DuckDB of several versions, each in a process of its own, on the file they are promised.

The default client is the one the program itself uses. The others, listed in versions.txt, are installed by
``make clients`` into .venv/clients, and their tests run with ``make test-clients``.
"""
