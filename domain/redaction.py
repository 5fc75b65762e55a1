"""What a published copy may not show: who the petitioner is and where they live (Ley 1581 de 2012, art. 4, lit. f)."""

import re
from collections.abc import Iterable
from unicodedata import combining, normalize

HIDDEN = "[dato reservado]"
SHORTEST_NAME = 3
"""Names of fewer letters («de», «la») are words of any sentence."""

_MAIL = r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"
_DOCUMENT = (
    r"(?i:\b(?:c\.?\s?c\.?|c\.?\s?e\.?|t\.?\s?i\.?|nit|n\.i\.t\.|c[ée]dula|tarjeta de identidad|pasaporte)"
    r"(?:\s+de\s+(?:ciudadan[ií]a|extranjer[ií]a))?\s*(?:n[.°º]*o?\.?|n[úu]mero)?\s*[:#]?\s*)\d[\d.,\s-]{3,}\d"
)
_SEPARATORS = r"[.,\s-]?"
_SPACES = re.compile(r"\s+")


def redacted(text: str, identifiers: Iterable[str]) -> str:
    """The text without the identifiers given, nor any e-mail address or identity document.

    A full name goes however it is written; its parts, where they are written as names.

    >>> redacted("Señora ANA RUIZ, c.c. 52.998.877: Ruiz vive en la Calle 8 # 3-21.", ["Ana Ruiz", "Calle 8 # 3-21"])
    'Señora [dato reservado], [dato reservado]: [dato reservado] vive en la [dato reservado].'
    """
    known = sorted({x.strip() for x in identifiers if x.strip()}, key=len, reverse=True)
    patterns = [_MAIL, _DOCUMENT, *map(_whole, known), *(part for name in known for part in _parts(name))]
    for pattern in patterns:
        text = _hidden(text, pattern)
    return text


def _whole(identifier: str) -> str:
    """A number with any separators between its digits, or words however they are spaced."""
    digits = re.sub(r"\D", "", identifier)
    if len(digits) >= 5 and not re.search(r"[^\W\d_]", identifier):
        return rf"(?<!\d){_SEPARATORS.join(digits)}(?!\d)"
    words = r"\s+".join(map(re.escape, _SPACES.split(_plain(identifier))))
    return rf"(?i:(?<!\w){words}(?!\w))"


def _parts(identifier: str) -> list[str]:
    """The words of a name, capitalised or all in capitals."""
    if re.search(r"[\d@]", identifier):
        return []
    words = [w for w in re.findall(r"[^\W\d_]+", _plain(identifier)) if len(w) >= SHORTEST_NAME]
    return [rf"(?<!\w)(?:{word.capitalize()}|{word.upper()})(?!\w)" for word in words]


def _hidden(text: str, pattern: str) -> str:
    """Every match hidden, compared without accents; the letters of both texts stand in the same places."""
    plain, pieces, end = _plain(text), [], 0
    for found in re.finditer(pattern, plain):
        pieces += [text[end : found.start()], HIDDEN]
        end = found.end()
    return "".join([*pieces, text[end:]])


def _plain(text: str) -> str:
    """The same text, letter by letter, without accents."""
    return "".join(_bare(char) for char in text)


def _bare(char: str) -> str:
    bare = "".join(x for x in normalize("NFD", char) if not combining(x))
    return bare if len(bare) == 1 else char
