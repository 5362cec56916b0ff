"""The colours of the tabletop: its own, and a high-contrast set. Textual brings more."""

from __future__ import annotations

from textual.theme import Theme

THEME = Theme(
    name="breachdrill",
    primary="#5fa8ff",
    secondary="#8fb8d8",
    accent="#5fa8ff",
    warning="#ffb454",
    error="#ff7ad9",
    success="#8fd8ff",
    background="#10141a",
    surface="#161c24",
    panel="#1d2530",
    dark=True,
)
"""Blue, orange and magenta: told apart without red and green (practice.md 4.3)."""
HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#8fd0ff",
    secondary="#ffffff",
    accent="#ffff66",
    warning="#ffc23d",
    error="#ff9df0",
    success="#a8f0ff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#202020",
    dark=True,
    variables={"text-disabled": "#b8b8b8"},
)
"""Every colour at least seven to one against what lies under it. Source: WCAG 2.2, 1.4.6."""
CVD_SAFE = Theme(
    name="cvd-safe",
    primary="#56b4e9",
    secondary="#a8c8e0",
    accent="#56b4e9",
    warning="#e69f00",
    error="#e68fbf",
    success="#9ad0f5",
    foreground="#f0f0f0",
    background="#0b0d12",
    surface="#12161e",
    panel="#1c222e",
    dark=True,
)
"""Sky blue, orange and reddish purple alone, apart in hue and lightness for every common colour vision.

Source: Okabe and Ito, Color Universal Design (2008), three of their eight colours, lighter on a dark ground.
"""
