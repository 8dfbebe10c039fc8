"""What is computed from the records, each with its evidence: topics, related papers, mentions, people."""
