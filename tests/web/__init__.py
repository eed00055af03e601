"""The pages, asked for through Datasette as a browser would."""
