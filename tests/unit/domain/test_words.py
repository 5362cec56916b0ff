"""What people typed can be struck out without a trace of it, and without breaking the reference."""

from __future__ import annotations

from simulator.domain.words import TOMBSTONE, Role, redact, words

ROLES: tuple[Role, ...] = ("reason", "dissent")


def test_redaction_leaves_the_reference() -> None:
    """The text is gone, the reference, decision and role stay."""
    typed = words(3, "reason", "Pat Doe called", salt="s1")
    struck = redact(typed)
    assert (struck.ref, struck.decision, struck.role) == (typed.ref, 3, "reason")
    assert (struck.text, struck.redacted, typed.redacted) == (TOMBSTONE, True, False)
    assert "Pat" not in repr(struck)


def test_redaction_twice_is_redaction_once() -> None:
    """Nothing more can be lost."""
    struck = redact(words(3, "note", "Pat Doe", salt="s1"))
    assert redact(struck) == struck


def test_a_reference_stands_for_salt_decision_role_and_text() -> None:
    """The same words under the same salt have one reference; whatever differs gives another."""
    refs = {
        words(number, role, text, salt=salt).ref
        for number in (0, 1)
        for role in ROLES
        for text in ("yes", "no")
        for salt in ("s1", "s2")
    }
    assert len(refs) == 16
    assert words(0, "reason", "yes", salt="s1").ref in refs
