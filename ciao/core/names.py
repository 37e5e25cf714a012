"""How names are compared, ordered and shortened, in any of the scripts people write theirs in."""

import re
import unicodedata

# Latin letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans({
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
    "ə": "e",
})  # fmt: skip
_JOINS_NOTHING = re.compile(r"['’‘ʼʻ`´\u200b-\u200f\u2060]")


def search_key(text: str) -> str:
    """What a name is searched by, so that D'Agostino is found as dagostino and Müller as muller.

    Letters of every script stay (Arabic, Cyrillic, Chinese…); marks, spaces, digits and signs go.
    """
    return "".join(char for char in _plain(text) if _is_letter(char))


def sort_key(text: str) -> str:
    """What a name is ordered by, so that È stands with E; compare it byte by byte (collation "C").

    Words and digits stay, one space apart; apostrophes join (D'Agostino stands with Dagostino).
    """
    joined = _JOINS_NOTHING.sub("", _plain(text))
    return " ".join("".join(char if _is_letter(char) or char.isdigit() else " " for char in joined).split())


def initials(name: str) -> str:
    """The one or two letters on a person's badge: of the first word and of the last."""
    words = [word for word in (_letters(part) for part in name.split()) if word]
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0].upper()[0] for word in ends)


def isolated(name: str) -> str:
    """A name ready to stand inside an Italian sentence: right-to-left scripts are kept from turning what follows."""
    turns = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in name)
    return f"\u2068{name}\u2069" if turns else name


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_PLAIN)


def _is_letter(char: str) -> bool:
    """Vowel signs of Indian and Thai scripts are letters for us; modifier letters (ʼ, ـ) are not."""
    return unicodedata.category(char) in {"Ll", "Lo", "Lt", "Lu", "Mc", "Mn"}


def _letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", text) if _is_letter(char))
