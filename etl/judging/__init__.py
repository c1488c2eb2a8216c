"""Whether what a file carries can be accepted, and the marked copy that goes back when it cannot."""
