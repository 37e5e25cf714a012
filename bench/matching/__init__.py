"""How well and how fast the comparison of people works, on invented lists: writes `docs/confronto-persone.md`."""
