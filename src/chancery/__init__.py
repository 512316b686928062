"""chancery reads the news and records who said what and who did what to whom, with the evidence beside every line."""

__version__ = "0.1.0"
