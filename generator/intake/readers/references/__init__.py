"""Formatted references, as papers print them, and the `.bbl` that LaTeX sets them from."""
