"""What is set aside, and why nothing else is."""
