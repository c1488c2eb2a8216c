"""The insides of the page of inspections."""
