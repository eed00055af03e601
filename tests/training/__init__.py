"""Tests of how the weights of the learned attribution are made."""
