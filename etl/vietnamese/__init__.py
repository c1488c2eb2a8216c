"""Vietnamese writing: comparing, sorting, and fonts older than Unicode."""
