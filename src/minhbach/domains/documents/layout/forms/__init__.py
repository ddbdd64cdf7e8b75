"""The forms: each turns its content and an envelope into a paper."""
