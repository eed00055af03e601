"""One file for each way to write a citation; a file that is put here is found by itself.

Each file has its rows in ``FORMATS``. A row says what the format is called, and holds the function that writes it.
"""
