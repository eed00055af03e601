"""What other tools make of the same texts and pages, for scale: nothing here is part of the archive.

Each peer is asked for what it can do and nothing else, with the settings its own documentation recommends for news.
The peers live in the bench's own environment (`make quality` makes it), so that no test and no user leans on them;
`bench.quality` runs ``python -m bench.peers`` there and prints what it answers below its own table, without floors.
"""
