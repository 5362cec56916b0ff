"""The exercise in its own words: pure values and folds, standard library only."""
