"""Ways to say where words stand that others understand: W3C selectors, text fragments, software heritage identifiers.

What is hard here is that each way counts in its own units and knows less than a permalink does. So the archive's own
coordinates stay half-open ranges of code points in one text, and each file is one translation, both ways:

- `archive.selectors.occurrences`: where words stand in a text, in linear time;
- `archive.selectors.quoting`: a stretch by its words and just enough of what stands around it (TextQuoteSelector);
- `archive.selectors.units`: a stretch counted in UTF-8 bytes or UTF-16 units;
- `archive.selectors.swhid`: a stretch as bytes of a content object (SWHID 1.2);
- `archive.selectors.annotations`: a stretch as a W3C Web Annotation, and what others wrote as one;
- `archive.selectors.directives`: the text of a ``#:~:text=`` link;
- `archive.selectors.searchable`, `archive.selectors.pages`: a text or a web page as browsers search it;
- `archive.selectors.finding`: what such a link points at;
- `archive.selectors.linking`: the shortest such link that points at one place only.
"""
