"""One package per kind of document: kind.py says what it is, template.typ how it looks."""
