"""Văn bản đến: what arrives at an agency, its number, what the head writes on it, who deals with it by when."""
