"""The record as a file of JSON lines: export and import; and import of spreadsheets.

Every line is one row: its `type` (app and model), its `id`, its columns. The line of a quote also
has its segments, attribution, topics, revisions, evidence, reviews and fact-checks, so that a
quote is imported whole or not at all. What is computed (the index, name keys, counts) isn't in
the file. Users are named by their user names alone.
"""
