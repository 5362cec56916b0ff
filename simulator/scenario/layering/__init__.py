"""What is laid over a scenario before it is checked: failure cards, branches of a seed, lengths, an organisation."""
