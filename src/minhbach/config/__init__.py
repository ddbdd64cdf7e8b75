"""How the house is wired: settings, addresses, who listens to whom."""
