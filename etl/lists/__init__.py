"""The office's own lists, its calendar and the words of the program: read and checked."""
