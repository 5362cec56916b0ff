"""What would have been: forks of a run, their price, call and luck, and the difference between two runs."""
