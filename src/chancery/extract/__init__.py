"""One step a file: each takes the parsed document, the earlier findings and the lexicon, and gives new frozen findings."""
