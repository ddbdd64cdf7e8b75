"""The demo world: one province, its officers, merchants, listings and two years of work, all invented."""
