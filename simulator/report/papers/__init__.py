"""What is printed before the day: situation manual, facilitator handbook, role cards, feedback form. Pure."""
