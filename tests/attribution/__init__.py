"""Tests of who said it."""
