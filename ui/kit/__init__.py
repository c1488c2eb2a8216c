"""What every page shares: the frame, the choices, the queries, tables and lists, words for numbers, the look."""
