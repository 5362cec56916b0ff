"""The console: one SELECT over collected evidence, and nothing else."""
