"""The insides of the page on reports."""
