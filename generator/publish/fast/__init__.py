"""MkDocs without its two great costs: Python-Markdown, and the theme's shell rendered for each page.

The bytes are those of plain `mkdocs build --strict`, which stays the reference and needs nothing of this. Whatever
`forms` does not know goes the slow way; a sample of each build goes both ways and is compared.
"""
