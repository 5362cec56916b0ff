"""The master scenario events list as a spreadsheet: out in the columns that exercise planners know, and in again."""
