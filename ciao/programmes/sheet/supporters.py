"""The network of supporters, who take no budget."""

import re
from collections.abc import Iterator, Sequence

from .draft import Found, found
from .items import items, trimmed
from .text import Document, Line, Passage

ANNOUNCES = re.compile(
    r"(?:sostenitor[ie],?|annovera(?:\s+anche)?,?|compost[ao]\s+da|costituit[ao]\s+da|comprende"
    r"|(?:vi\s+)?aderiscono|fanno\s+parte(?:\s+della\s+rete)?"
    r"|coinvolge|partecipano|sono|include)\s*:?\s*",
    re.I,
)
END = re.compile(
    r"\s(?:nell['’]ambito|nell['’]|all['’]interno|che|i\s+quali|le\s+quali|per\s+(?:il|la|l['’](?!impiego)|i)"
    r"|al\s+fine|a\s+supporto|con\s+(?:il|l['’])|in\s+qualità"
    r"|con\s+cui|impegnat[aie])\b|(?<=\w{3})[.](?:\s|$)",
    re.I,
)
FULL_STOP = re.compile(r"(?<=\w{3})[.](?:\s|$)")
NETWORKS = re.compile(r"^(?:le\s+)?reti\s+(?P<kind>[^,;]{3,60}?)\s+(?=(?:del|dell['’]|della|di|dei)\s+[A-ZÀ-Ú])", re.I)
PARTED = re.compile(
    r"\s*[,;]\s*(?:e\s+)?(?=\S)|\s+ed?\s+(?=(?:il|lo|la|l['’]|i|gli|le|del|della|dell['’]|di)?\s*[A-ZÀ-Ú])"
    r"|\s+ed?\s+(?=(?:il|lo|la|i|gli|le)\s)"
)
ARTICLE = re.compile(r"^(?:il|lo|la|i|gli|le|un|una)\s+|^l['’]", re.I)
NOBODY = re.compile(
    r"\bnon\s+(?:sono\s+previst|è\s+previst|vi\s+sono|si\s+prevedono|present)|^\W*(?:nessun[oa]?"
    r"|non\s+previst)",
    re.I,
)


def supporters(document: Document, body: Sequence[Line]) -> tuple[Found[str], ...]:
    """The listed bodies of the network, or those named on in its sentence."""
    everything = items(document, body)
    listed = [trimmed(item.passage) for item in everything if item.bullet]
    if listed:
        return tuple(found(passage.text, passage) for passage in listed if passage.text)
    named = [piece for item in everything for piece in _in_sentence(item.passage)]
    short = [i.passage for i in everything if len(i.passage.text) < 90 and not i.passage.text.endswith((".", ":"))]
    return tuple(named) or tuple(found(t.text, t) for p in short if (t := trimmed(p)).text and t.text[0].isupper())


def _in_sentence(passage: Passage) -> Iterator[Found[str]]:
    starts = list(ANNOUNCES.finditer(passage.text))
    if not starts or NOBODY.search(passage.text):
        return
    start = next((m.end() for m in starts if "sostenitor" in m[0].lower()), starts[-1].end())
    colon = passage.text.find(":", start, start + 60)
    start = colon + 1 if colon >= 0 else start
    end = (FULL_STOP if ";" in passage.text[start:] else END).search(passage.text, start)
    yield from _names(passage.cut(start, end.start() if end else len(passage.text)))


def _names(clause: Passage) -> Iterator[Found[str]]:
    network = NETWORKS.match(clause.text)
    start = network.end() if network else 0
    for piece in _parted(clause.cut(start, len(clause.text))):
        if network:
            yield found(f"Rete {network['kind']} {piece.text}", piece)
        elif piece.text:
            article = ARTICLE.match(piece.text)
            name = piece.cut(article.end() if article else 0, len(piece.text))
            yield found(name.text[:1].upper() + name.text[1:], name)


def _parted(clause: Passage) -> list[Passage]:
    at, pieces = 0, []
    for match in [*PARTED.finditer(clause.text), None]:
        pieces.append(trimmed(clause.cut(at, match.start() if match else len(clause.text))))
        at = match.end() if match else at
    return [piece for piece in pieces if piece.text]
