"""The privacy notice given to a person."""

from ciao.prints.kinds.privacy_notice import kind as kind
