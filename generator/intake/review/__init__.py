"""What waits for a person: questions, worst first, and what each answer writes into rulings.yml or a record."""
