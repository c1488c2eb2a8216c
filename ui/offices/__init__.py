"""The insides of the page of all offices side by side."""
