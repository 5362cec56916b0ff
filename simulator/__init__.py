"""breachdrill: a breach-response tabletop simulator in a sandbox.

Importing the package costs nothing; `simulator.exercise` is the front door.
"""

__version__ = "0.1.0"
