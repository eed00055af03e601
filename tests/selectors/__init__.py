"""Ways to say where words stand: each is read and written, and means exactly one stretch."""
