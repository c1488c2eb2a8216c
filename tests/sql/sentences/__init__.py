"""The sentences of the published tables as approved text: what is given, shape × edge, and what is then said.

`situations` is the table of shapes and edges, `corpus` writes them into one data folder and reads the sentences back.
``python -m tests.sql.sentences`` writes `approved/` anew; what changed there is read before it is committed.
"""
