"""One application for each domain; the order of dependency is in ARCHITECTURE.md."""
