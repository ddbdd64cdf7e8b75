"""The engine: frames in, frames out. No Django, no database, no clock, no network."""
