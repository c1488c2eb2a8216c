"""The insides of the page of briefings."""
