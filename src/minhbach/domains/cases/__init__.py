"""Cases: from a lead to a closed file, moved only by appended events."""
