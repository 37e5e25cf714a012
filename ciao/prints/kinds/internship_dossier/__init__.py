"""The individual dossier, which the person keeps."""

from ciao.prints.kinds.internship_dossier import kind as kind
