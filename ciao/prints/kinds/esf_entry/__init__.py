"""The entry form the funder asks of each participant."""

from ciao.prints.kinds.esf_entry import kind as kind
