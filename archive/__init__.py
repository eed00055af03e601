"""An archive that people trust when they quote the news.

Read the house from the ground up: ``errors``, then the values (``identifiers``, ``spans``), the records
(``records``, ``model``) and rule tables (``rules``), the text work (``readers`` to ``analysis``), the ``store``, the
use cases, and at last the two doors, ``cli`` and ``web``. A file looks down, never up.
"""

__version__ = "0.1.0"
"""The version of the program; every capture records it."""
