"""Learn from what inspectors found: the screen's weights and its calibration. Extra [learn]."""
