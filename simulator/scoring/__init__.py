"""Scoring: harm and its anchors, the duty ledger, decision quality. Pure; weights are authored data handed in."""
