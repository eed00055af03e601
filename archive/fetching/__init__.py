"""Asking an address for a page, politely, within limits, and with a record of what was asked and answered.

A page that is archived is evidence, so everything that shaped the answer is kept: each redirect, the status, the
headers. What makes this hard is that the answer comes from a stranger: it may be endless, a bomb, or a door into the
network that the archive itself stands in. So each limit of `Limits` is checked while bytes arrive, never afterwards,
and an address is judged by the peer that really answered, not by the name it was asked by.
"""

from archive.fetching.client import Client, Fetched
from archive.fetching.limits import Limits

__all__ = ["Client", "Fetched", "Limits"]
