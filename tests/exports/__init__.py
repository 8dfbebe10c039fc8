"""An invented catalog in each export format, and what it is made of."""
