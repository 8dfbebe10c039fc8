"""Formats in JSON, told apart by their keys."""
