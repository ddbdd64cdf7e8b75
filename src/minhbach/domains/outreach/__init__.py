"""What the office publishes: drafts, a second pair of eyes, what stands now, what was corrected and taken back."""
