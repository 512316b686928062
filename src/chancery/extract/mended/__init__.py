"""The ground of mending: what the parser is known to get wrong, by shape and by word."""
