"""Tests of what comes over the web, in saved pages and in containers, against a server on loopback."""
