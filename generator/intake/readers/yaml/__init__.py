"""Formats in YAML, told apart by their keys."""
