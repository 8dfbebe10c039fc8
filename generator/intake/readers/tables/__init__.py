"""Tables, known by the names of their columns."""
