"""Technical ground shared by every domain; a closed list, see ARCHITECTURE.md."""
