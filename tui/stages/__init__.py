"""The app's parts: before play, after it, for its facilitator, and what can be done with a panel at any time."""
