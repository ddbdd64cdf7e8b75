"""The desk that is called and written to: lines, stints, calls, letters, boxes, receptions, the head's word."""
