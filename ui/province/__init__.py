"""The insides of the page of the province's targets."""
