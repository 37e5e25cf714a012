"""Mixed groups: from who could come to a proposal, moved about by hand, then enrolled all at once."""
