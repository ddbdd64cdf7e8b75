"""Report calendar, members' figures, computed indicators, roll-up, issued reports."""
