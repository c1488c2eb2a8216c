"""The insides of the case flow page."""
