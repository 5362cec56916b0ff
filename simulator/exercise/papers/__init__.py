"""Papers on disk: what is printed before the day, what the room holds in its hands, and what is filed after it."""
