"""Engine: a register on paper, and the way back from its scan to its rows."""
