"""Files that hold many captured pages: WARC, plain or compressed, and WACZ.

A container is no text reader: it gives pages, with their address and time, and each page is read like any other. What
is hard here is that crawls are large and damaged. So a container is read as a stream, one record in memory at a time,
and a damaged record is a value among the pages, never the end of the file.
"""

from __future__ import annotations

from archive.containers.pages import ContainedPage, RecordFault
from archive.containers.wacz import iterate_wacz
from archive.containers.warc import iterate_warc

__all__ = ["ContainedPage", "RecordFault", "iterate_wacz", "iterate_warc"]
