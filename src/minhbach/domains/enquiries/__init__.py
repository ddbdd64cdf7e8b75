"""Questions between agencies about a value that one of them cannot look up itself, and their answers."""
