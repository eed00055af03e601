"""How the weights of the learned attribution are made: annotated articles, and the fitting of a linear ranker.

Nothing here is part of the installed package: `archive.attribution` reads the finished weights, and ``python -m
training`` makes them again from ``training/articles``, bit for bit.
"""
