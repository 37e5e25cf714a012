"""The training project, to be signed."""

from ciao.prints.kinds.training_project import kind as kind
