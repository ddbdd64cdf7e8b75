"""Learn from any table with a label: texts, prices, sellers, figures. Knows nothing of the screen. Extra [learn]."""

MODEL_SCHEMA = 1
"""Form of model.json, of whatever kind. Stands here, where reading it imports nothing else."""
