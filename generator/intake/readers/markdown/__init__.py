"""Lists and tables of papers in Markdown."""
