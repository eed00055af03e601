"""The terminal door, tried as its users try it."""
