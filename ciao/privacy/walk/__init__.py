"""Every table that holds something of a person: where it leads to them, what their copy shows, what erasing takes."""

from ciao.privacy.walk.places import PLACES, Place, left_out, placed

__all__ = ["PLACES", "Place", "left_out", "placed"]
