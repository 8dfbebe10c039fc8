"""Formats of lines that begin with a tag: RIS, MEDLINE, Web of Science."""
