"""The ground of statements: cues, sources, contents and quotations, found by the grammar."""
