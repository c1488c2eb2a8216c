"""The insides of the plan page."""
