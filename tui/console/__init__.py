"""The facilitator's console: a palette behind a PIN that shows no truth, and a screen of its own elsewhere."""
