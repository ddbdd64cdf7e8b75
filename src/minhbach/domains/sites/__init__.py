"""Websites, applications, shops, pages and channels of sale: what they are before the law of the day."""
