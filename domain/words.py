"""Spanish as people really write it, folded so that spelling, accents and inflection stop mattering.

Words are compared by how they sound (b/v, s/c/z, ll/y, a silent h, k/qu): "kisiera", "enbargo" and "resibir" read as
their right spelling does. Inflection is folded by stems: "desembols-" is every word of that family.
"""

import re
from functools import lru_cache
from unicodedata import combining, normalize

BREAK = "."
"""Where a sentence ends: no phrase is read across it."""

SHORT = {
    "q": "que", "k": "que", "ke": "que", "xq": "porque", "pq": "porque", "xk": "porque", "xfa": "porfa", "x": "por",
    "pa": "para", "pal": "para", "d": "de", "u": "universidad", "info": "informacion", "tb": "tambien",
    "tmb": "tambien", "cel": "celular", "plis": "porfa", "xfavor": "porfa", "bn": "bien", "msj": "mensaje",
    "nro": "numero",
}  # fmt: skip
"""What haste shortens."""

SOUNDS = tuple((re.compile(written), heard) for written, heard in (
    (r"ch", "#"), (r"h", ""), (r"qu(?=[ei])", "k"), (r"q", "k"), (r"c(?=[eiy])", "s"), (r"c", "k"), (r"z|x", "s"),
    (r"gu(?=[ei])", "g"), (r"g(?=[eiy])", "j"), (r"v", "b"), (r"w", "u"), (r"ll", "y"), (r"n(?=[bp])", "m"),
    (r"(.)\1+", r"\1"),
))  # fmt: skip
ENDS_OPEN = {"c": ("k", "s"), "g": ("g", "j"), "q": ("k",)}
"""A stem cut at these letters sounds one way or the other by the vowel that follows."""

LONGEST_STEM = 16
"""In letters: no stem of a thesaurus is longer, and no word costs more however long it is."""


def plain(text: str) -> str:
    """Small letters without accents.

    >>> plain("Condonación")
    'condonacion'
    """
    return "".join(x for x in normalize("NFKD", text.lower()) if not combining(x))


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """A plain word as it sounds.

    >>> sound("kisiera") == sound("quisiera"), sound("enbargo") == sound("embargo")
    (True, True)
    """
    for written, heard in SOUNDS:
        word = written.sub(heard, word)
    return word


def words_of(*texts: str) -> tuple[str, ...]:
    """The folded words of the texts in order, with a break where a sentence ends and `?` where something is asked.

    >>> words_of("No llegó. ¿Cuándo?")
    ('no', 'yego', '.', '.', 'kuando', '?', '.', '.')
    """
    return tuple(word for text in texts for word in _words(plain(text) + "."))


def _words(text: str) -> list[str]:
    found: list[str] = []
    for token in re.findall(r"[a-z0-9]+|[.;:!?¿¡\n]", text):
        if token.isalnum():
            found.append(sound(SHORT.get(token, token)))
        else:
            found.extend(("?", BREAK) if token == "?" else (BREAK,))
    return found


def stems(family: str) -> frozenset[str]:
    """The folded forms of one entry of a thesaurus: `cuota` is a word, `cuot-` is a stem.

    >>> sorted(stems("indic-"))
    ['indik-', 'indis-']
    """
    if not family.endswith("-"):
        return frozenset({sound(plain(family))})
    root = plain(family[:-1])
    heads = ENDS_OPEN.get(root[-1])
    return frozenset(f"{sound(root[:-1] + '_')[:-1]}{x}-" for x in heads) if heads else frozenset({f"{sound(root)}-"})


def keys_of(word: str) -> list[str]:
    """What a word may be filed under in a thesaurus: itself, its singular and each of its stems."""
    singulars = [word[:-n] for n in (1, 2) if word.endswith(("s", "es")[n - 1]) and len(word) > n + 2]
    return [word, *singulars, *(f"{word[:n]}-" for n in range(2, min(len(word), LONGEST_STEM) + 1))]
