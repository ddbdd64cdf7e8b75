"""Stores of seized goods: their keepers, their books that nobody rewrites, and where each line of goods is."""
