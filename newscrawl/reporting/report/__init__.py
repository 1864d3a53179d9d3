"""The report of a state file: as lines, as values, and as a page with plots."""
