"""What the archive promises, each promise as a test that can fail."""
