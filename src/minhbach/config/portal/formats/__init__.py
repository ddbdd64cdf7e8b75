"""How the public's pages write days, moments and numbers, by language."""
