"""Where sentences start and end."""
