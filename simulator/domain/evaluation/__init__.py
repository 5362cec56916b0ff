"""What people add to an exercise beside its journal: who sat where, notes, ratings, lessons, the improvement plan."""
