"""Words that people of this work use for one another, so that nobody must guess a title."""

from __future__ import annotations

_GROUPS = """
tell inform notify warn alert notice
patient people individual
close shut block lock revoke disable expire end stop kill remove
link url share
stop pause suspend halt freeze cancel
resume restart enable
pull get fetch collect export request
log audit trail history
delete purge wipe drop erase remove
save preserve keep snapshot capture copy
password credential secret key
reporter journalist press newspaper media
regulator office state
vendor supplier partner associate
police fbi law
insurer insurance carrier
lawyer counsel attorney legal
board executive leadership
staff employee workforce
count scope number
"""


def alike() -> tuple[tuple[str, ...], ...]:
    """Groups of words that stand for one another; a word may be in several."""
    return tuple(tuple(line.split()) for line in _GROUPS.strip().splitlines())
