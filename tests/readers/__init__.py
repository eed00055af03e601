"""Readers: from received bytes to a text."""
