"""Tests of the fetcher against servers started on loopback."""
