"""Figures: counted from cases, given by members, added up, compared."""
