"""Do the tests bite? `make mutants` changes the SQL that judges and words in many small ways and sees who notices.

    changes    the small ways, one word of a file at a time
    worlds     small folders whose right rows are known, and the samples; a changed file is run there with what reads it
    noticing   who notices a change: the engine, a known row, a test
    suite      the rule's own tests, in a copy of the project that has the changed file
    explained.csv  changes that no lawful row can tell from the rule, and why
"""
