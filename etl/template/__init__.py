"""Writes the workbooks that `forms/*.yml` describes: empty to be filled, or filled with given content.

It gives no names itself: who only reads forms need not load what writes workbooks.
"""
