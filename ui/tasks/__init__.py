"""The insides of the page of tasks."""
