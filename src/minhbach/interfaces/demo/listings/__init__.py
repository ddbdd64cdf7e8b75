"""Five thousand invented listings: goods with signs, look-alikes of signs, and plain goods."""
