"""From anything to records: readers, normalizing, merging, and what is asked of the network."""
