"""Saved web pages, by what they say of their papers for machines."""
