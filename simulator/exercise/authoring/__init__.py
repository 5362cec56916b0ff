"""Help for whoever writes scenarios: a first skeleton, a preview on a time line, and lints that need a run."""
