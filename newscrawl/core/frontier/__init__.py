"""Which address is fetched next, and when a host may be asked."""
