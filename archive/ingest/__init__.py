"""Taking articles in.

From arguments to sources (`sources`), to bytes with their story (`received`): files, pages in containers (`contained`),
answers of the web (`visiting`), what feeds and other archives name (`listed`). From there to inputs read and named
(`preparing`), to the article each belongs to (`identity`), into the store (`adding`); many of them in order (`batch`);
what became of each (`outcomes`), and what a new one resembles (`likeness`).
"""

from archive.ingest.adding import Circumstances, record
from archive.ingest.batch import Batch, Input, Refusal, add_inputs, read_inputs
from archive.ingest.preparing import Prepared, prepare
from archive.ingest.received import Gone, Received
from archive.ingest.sources import PASTED, Source, Walk, WebSource

__all__ = [
    "PASTED",
    "Batch",
    "Circumstances",
    "Gone",
    "Input",
    "Prepared",
    "Received",
    "Refusal",
    "Source",
    "Walk",
    "WebSource",
    "add_inputs",
    "prepare",
    "read_inputs",
    "record",
]
