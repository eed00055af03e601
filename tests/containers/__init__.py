"""Containers: WARC and WACZ files."""
