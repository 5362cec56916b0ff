"""One module for each kind of thing that happens by itself: readers, responders, injects, vendors, mail, care."""
