"""The organisation's own inventory, the same in every world but for the people in it."""
