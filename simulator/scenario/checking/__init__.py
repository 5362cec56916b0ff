"""What is wrong with a scenario: names that name nothing, what cannot be played, what is unfair, what looks real."""
