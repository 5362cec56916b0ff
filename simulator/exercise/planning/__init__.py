"""`breachdrill clocks`: the notification calendar of one incident, and how old the rules behind it are."""
