"""The commands of the front door, a file a room; each registers itself on the app and imports its room when called."""
