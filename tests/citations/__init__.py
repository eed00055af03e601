"""What people paste is read back by parsers that nobody here wrote."""
