"""The record of taking a person in charge."""

from ciao.prints.kinds.case_opening import kind as kind
