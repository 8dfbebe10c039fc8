"""Pages that were copied as text."""
