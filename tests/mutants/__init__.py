"""Do the tests bite? `make mutants` changes the SQL that judges and words in many small ways and sees who notices.

    changes    the small ways, one word of a file at a time
    swapping   a file that says something else for a while, in this process alone
    workshop   a folder with every step between; a changed file is run there with what reads it
    worlds     small folders whose right rows are known, and the samples
    kept       what is dear to make is kept between runs
    stage      the folders that tests load, loaded once and given back to them with the rows that a change makes otherwise
    hearing    what each test asks for: no other is run than one that reads what a change makes otherwise
    suite      the tests themselves, run in a process on that stage, the nearest to the file first
    noticing   who notices a change: the engine, a known row, a test
    explained.csv  changes that no lawful row can tell from the rule, and why
"""
