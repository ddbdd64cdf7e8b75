"""Writing the demo world into the database, through the domains' own services."""
