"""One module per page: each reads the store and gives back an answer."""
