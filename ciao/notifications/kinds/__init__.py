"""Kinds of notice: one module each, holding one class that says its words and whether one may refuse them."""

from typing import Any, ClassVar

from ciao.core.registry import Registry

KINDS: "Registry[type[Kind]]" = Registry("ciao.notifications.kinds")


class Kind:
    """What every kind says; a subclass registers itself by being written."""

    code: ClassVar[str]
    label: ClassVar[str]
    words: ClassVar[str]
    by_email: ClassVar[bool] = True
    may_opt_out: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        KINDS.add(cls.code, cls)

    @classmethod
    def text(cls, **facts: Any) -> str:
        """The sentence, in the present, without any personal data of those who are helped."""
        return cls.words.format(**facts)
