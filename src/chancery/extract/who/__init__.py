"""The ground of actors and their references: who is known, named, described, and whose somebody is."""
