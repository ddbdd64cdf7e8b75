"""What the engine's codes and values mean in Vietnamese: whoever shows them, office or command line, asks here.

The engine finds without saying; nothing that finds imports this. A rule's own sentence stands in its row of
rules.toml, that of a lexicon's entry in sentences.toml.
"""
