"""The contract once more, in plain exact fractions: what a data folder must publish, worked out without the product.

Read it beside the contract: a module for each of its paragraphs, the sentence it follows named where it is followed.

    lists.py, calendar.py    sections 2 and 3: the reference lists and the working year
    figures.py               section 4: which submission is in force
    values.py                section 5: year-to-date values, quarters paired
    plans.py, held.py        section 6: the target in force, in proportion, quarter by quarter
    judging.py               section 7: one result against one target
    view.py, rows.py         section 8: mart.attainment and mart.target_status
    province.py, scorecard.py, caseflow.py, submissions.py
    today.py                 section 8, views: the same tables for today's offices
    compare.py               published tables against these
    held_against.py          folders loaded and compared: test_product.py, and by hand `python -m tests.oracle FOLDER|SEED`
    random_world.py          random data folders to compare on
"""
