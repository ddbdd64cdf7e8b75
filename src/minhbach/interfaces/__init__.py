"""Other people's ways in; no decisions here."""
