"""The state file: articles, addresses, runs and the position of each output."""
