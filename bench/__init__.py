"""Measurements of what the archive promises: how good it is on gold, and how fast."""
