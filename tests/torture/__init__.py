"""``make torture``: what is tried hard and long, and what came out, for ``docs/trust.md``.

A subject is a module of this folder with a `TITLE`, a sentence `TRIED`, and `run(folder, minutes)`, which gives its figures: each a
pair of what was counted and how many, in Vietnamese. It raises AssertionError where what must hold did not. With `ON_SAMPLE` the
folder holds the shipped sample, loaded; otherwise it is not there yet.
"""
