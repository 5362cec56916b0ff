"""The app's parts: before play, after it, and what can be done with a panel at any time."""
