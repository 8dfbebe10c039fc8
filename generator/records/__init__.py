"""The truth on disk: one file a paper, and what its curator decides."""
