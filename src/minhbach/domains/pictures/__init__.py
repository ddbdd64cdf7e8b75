"""Pictures of goods: those that are known, those of a sweep's listings, and which of them are one."""
