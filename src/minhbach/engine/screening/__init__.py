"""The screen: from frames of listings to signals and leads, by rules that are data where words suffice."""
