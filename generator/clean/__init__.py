"""From text to values, one file per kind of value; every function here is pure and takes any text."""
