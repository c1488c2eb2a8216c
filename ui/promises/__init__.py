"""The insides of the page of promises and explanations."""
