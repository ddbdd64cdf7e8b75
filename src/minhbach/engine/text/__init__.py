"""Vietnamese text: one folding for matching, keys for search and for sorting.

The submodules are imported where they are needed: ``keys`` is plain Python, ``folding`` loads
the compiled kernel.
"""
