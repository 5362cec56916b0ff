"""Where worlds lie: built in steps, sealed, read in one way from a file or a server."""
