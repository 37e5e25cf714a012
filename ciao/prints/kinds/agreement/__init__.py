"""The agreement between promoter and host, to be signed."""

from ciao.prints.kinds.agreement import kind as kind
