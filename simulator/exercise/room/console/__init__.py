"""What the facilitator's console shows and does: pure functions over what was played, without a screen."""
