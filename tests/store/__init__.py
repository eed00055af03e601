"""The store, tried without the text work that fills it."""
