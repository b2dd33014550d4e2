"""The record of an invented town, for trying, pictures and tests.

Lindmouth and everyone in it is invented, and everything public says so. What
its people say is in `seeds/sample`; here it is entered, published and checked
by the same functions as real work.
"""
