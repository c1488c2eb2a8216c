"""The insides of the overview page."""
