"""That everything is synthetic: identifiers by their shapes, marks and canaries, in worlds and in files."""
