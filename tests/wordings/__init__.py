"""Tests of how wordings relate."""
