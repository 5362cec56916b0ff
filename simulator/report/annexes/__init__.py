"""Section 12 and the annexes that the tool fills: method, crosswalk, test record, integrity, sources, entries."""
