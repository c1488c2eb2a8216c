"""The insides of the page of one unit."""
