"""Formats in XML, told apart by their elements."""
