"""Inspection plans, periodic and thematic, what of them overlaps with plans of others, and what was inspected when."""
