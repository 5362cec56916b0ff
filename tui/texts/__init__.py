"""What screens and the plain lines say: pure functions from values to lines of styled text."""
