"""Commands that stand in a file of their own."""
