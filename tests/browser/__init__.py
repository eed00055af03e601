"""The pages in a real browser: with a mouse, a keyboard and a phone, on paper, and without scripts."""
