"""Watch lists of a force with what they met, and what patrols found; never where a patrol goes."""
