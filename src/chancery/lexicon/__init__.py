"""All that a political scientist would change, as tables, loaded into typed frozen rows."""
