"""Commands, one a module: each is a thin hand on what the wings do."""
