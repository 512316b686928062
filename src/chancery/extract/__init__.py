"""One step a file: each takes the parsed document, the earlier findings and the lexicon, and gives new frozen findings.

All stand on `syntax`, `clauses`, `findings` and `setting`; the rooms `mended`, `who`, `said` and `done` hold the ground of the
steps.
"""
