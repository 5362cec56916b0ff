"""The save file: its format, reading it as untrusted input, and verifying it."""
