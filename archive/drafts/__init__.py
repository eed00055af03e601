"""Reading a draft: from a file in one of several forms to its quotations, each with what the draft claims of it.

Order of reading: `draft` says what a draft is, `forms` which reader reads it (`markdown`, `html`, `docx`), `claims`
what is quoted in it, from whom, and out of which source.
"""

from __future__ import annotations

from archive.drafts.claims import Drafted, find_drafted
from archive.drafts.draft import Draft, Link
from archive.drafts.forms import FORMS, FormName, form_of, read_draft

__all__ = ["FORMS", "Draft", "Drafted", "FormName", "Link", "find_drafted", "form_of", "read_draft"]
