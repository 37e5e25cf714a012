"""Charts as our own SVG: pure functions from dataclasses to geometry, one template each, no library."""
