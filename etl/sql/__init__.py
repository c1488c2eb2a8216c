"""The tables, one `.sql` file each, and what their headers say."""
