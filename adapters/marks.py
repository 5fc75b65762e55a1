"""Full-text search over what is sealed: PostgreSQL's own Spanish lexemes, each as a mark that a key makes of it.

The index keeps places, so that phrases are found and results ranked as ever, and neither the words nor the names of
petitioners. Who has a copy of the database and not the master key reads no word in it, though how often and where each
is repeated can be seen (a blind index; Song, Wagner and Perrig, *Practical techniques for searches on encrypted data*,
2000).
"""

import hmac
import re
from base64 import urlsafe_b64encode

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.codec import derived, masters

SCOPE = "búsqueda"
MARK_BYTES = 9
"""Of each HMAC: twelve characters, 72 bits; two words of a language with the same mark are not to be expected."""

LEXEME = re.compile(r"'((?:[^']|'')+)'(?::([\d,]+))?")
"""A lexeme as PostgreSQL writes it in a `tsvector` or `tsquery`, with its places in the first (8.11)."""

TOLD_APART = text("SELECT CAST(to_tsvector('spanish', :said) AS text), CAST(to_tsvector('spanish', :without) AS text)")
ASKED = text("SELECT CAST(websearch_to_tsquery('spanish', :words) AS text)")


class Marks:
    """Makes the marks of words with a key derived from the first master key: later ones do not change them."""

    def __init__(self, material: bytes) -> None:
        keys, _ = masters(material)
        self._key = derived(keys["1"], SCOPE)

    async def lexemes(self, session: AsyncSession, said: str, *, without: str = "") -> dict[str, str]:
        """The lexemes of a text and their places, without those of another text."""
        all_of, taken_out = (await session.execute(TOLD_APART, {"said": said, "without": without})).one()
        names = {lexeme for lexeme, _ in LEXEME.findall(taken_out)}
        return {lexeme: places for lexeme, places in LEXEME.findall(all_of) if lexeme not in names}

    async def vector(self, session: AsyncSession, said: str, *, without: str = "") -> str:
        """The `tsvector` of a text in marks, without the words of another text."""
        found = await self.lexemes(session, said, without=without)
        return " ".join(f"'{self.of(lexeme)}':{places}" for lexeme, places in found.items())

    async def query(self, session: AsyncSession, words: str) -> str:
        """The `tsquery`, in marks, of what a person types in a search box."""
        asked = (await session.execute(ASKED, {"words": words})).scalar_one()
        return LEXEME.sub(lambda found: f"'{self.of(found[1])}'", asked)

    def of(self, lexeme: str) -> str:
        """The mark of a lexeme."""
        return urlsafe_b64encode(hmac.digest(self._key, lexeme.encode(), "sha256")[:MARK_BYTES]).decode()
