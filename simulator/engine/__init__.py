"""The discrete-event engine: scenario, seed and decisions in; a journal out. Knows no score and no screen."""
