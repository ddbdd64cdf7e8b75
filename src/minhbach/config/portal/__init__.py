"""The public's process: settings of its own, with what it needs and nothing of the officers' secrets."""
