"""Notification law as dated, cited data, and the clocks that follow from one `IncidentFacts`.

Pure but for `load`, which reads the rules that stand beside it.
"""
