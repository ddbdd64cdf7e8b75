"""Intellectual property: rights with their terms, who may sell, how genuine goods are told; links reported."""
