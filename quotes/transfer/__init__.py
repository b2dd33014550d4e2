"""The record as a file of JSON lines, out and in again.

Every line is one row: its `type` (room and thing), its `id`, its columns. A quote's line
holds its segments, attribution, topics, history, reviews and fact-checks as well, so that
it is brought in whole or not at all. What is computed (search, name keys, tallies) is not
in the file; people are in it by their sign-in name alone.
"""
