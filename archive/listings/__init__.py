"""What a feed, a sitemap, a TimeMap or a capture index lists: addresses to capture, with what is said of each.

Nothing here asks a network: bytes come in, frozen records go out, and a line that cannot be read is passed over only
where its standard says so.
"""
