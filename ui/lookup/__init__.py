"""The insides of the look-up page: the dictionary, and a query of one's own in a sandbox."""
