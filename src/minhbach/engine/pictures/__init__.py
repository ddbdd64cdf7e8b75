"""Pictures: decoded within bounds, described by a few bits, found again among a million, read for codes and words.

Whatever opens a picture of somebody else's runs in a process that may take little (`describing`, by `reading.bounded`).
`unmarking` alone decodes nothing: it leaves out what a camera wrote.
"""
