"""Files that prove something: kept unchanged, with who, when, where, and every hand they passed through."""
