"""`--plain`: the tabletop line by line, for screen readers and plain terminals. The same view, the same decisions.

Nothing moves the cursor or redraws. Time moves only when it is told to: `next`, `day`.
"""

from tui.plain.conversation import play_plain
from tui.plain.starting import start_plain

__all__ = ["play_plain", "start_plain"]
