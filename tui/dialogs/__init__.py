"""One module for each question that lies over a screen."""
