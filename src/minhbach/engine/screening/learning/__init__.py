"""Learn from what inspectors found: weights and calibration of the screen, or any labelled table. Extra [learn]."""
