"""Tests of feeds, sitemaps and TimeMaps."""
