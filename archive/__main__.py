"""``python -m archive`` is the command ``archive``."""

from archive.cli import main

if __name__ == "__main__":
    main()
