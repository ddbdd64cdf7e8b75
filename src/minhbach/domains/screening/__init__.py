"""Sweeps of exported listings, the leads they give, and what officers make of each lead."""
