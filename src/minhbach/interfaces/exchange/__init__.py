"""The way in for a telephone exchange: it posts what happens to calls, signed; no page, no session, no decision."""
