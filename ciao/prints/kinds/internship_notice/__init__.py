"""The data of the compulsory notice."""

from ciao.prints.kinds.internship_notice import kind as kind
