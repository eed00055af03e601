"""Where quotations start and end, and what kind they are."""
