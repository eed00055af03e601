"""The store: the only floor that knows SQL.

`schema.sql` says what the tables hold. Functions take a `Store` first; those that write are called inside
`Store.transaction`, one transaction per document::

    with open_store("archive.db", create=True) as store, store.transaction():
        ...
"""

from archive.store.connection import Store, is_archive, open_store, wrap_connection
from archive.store.copying import backup
from archive.store.filters import SearchFilters

__all__ = ["SearchFilters", "Store", "backup", "is_archive", "open_store", "wrap_connection"]
