"""What follows play: ratings that hold, the improvement plan out and in again, and what earlier exercises left open."""
