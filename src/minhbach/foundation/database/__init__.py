"""The server, its roles, and the migration operations that keep rows where they belong."""
