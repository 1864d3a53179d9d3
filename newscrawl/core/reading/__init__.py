"""Reading: bytes of a page to all that it holds."""
