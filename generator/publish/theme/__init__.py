"""The theme `paper-catalog` of MkDocs, which extends Material: its templates and assets lie beside this file."""
