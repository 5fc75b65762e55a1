"""Earlier cases that say much the same, by PostgreSQL's Spanish full-text search: those already answered first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.database import Sessions
from adapters.personal import personal_of
from adapters.tables import AccessRow, FilingRow
from domain.terms import PqrsdType

SHOWN = 5
WORDS = 15
"""How many of a petition's own words are looked for: the most repeated and the longest."""

TELLING = re.compile(r"[^\W\d_]{4,}")
"""A word worth looking for: letters only, four or more."""

TOO_COMMON = 0.2
"""A word in more than this share of all petitions tells nothing; PostgreSQL's statistics of the column say which."""

CANDIDATES = 500
"""How many of the latest matches are ranked."""

COMMON = text("""
SELECT e.mark FROM pg_stats s,
unnest(CAST(CAST(s.most_common_elems AS text) AS text[]), s.most_common_elem_freqs) AS e (mark, share)
WHERE s.schemaname = current_schema() AND s.tablename = 'filing' AND s.attname = 'search'
  AND e.mark IS NOT NULL AND e.share > :too_common
""")

SEARCH = text("""
WITH query AS (
    SELECT CAST(:sought AS tsquery) AS q
), matching AS (
    SELECT radicado, sealed, search FROM filing, query
    WHERE search @@ q AND radicado <> :radicado AND petitioner_class <> 'identidad_reservada'
    ORDER BY radicado DESC LIMIT :candidates
)
SELECT m.radicado, m.sealed, c.type, a.outgoing_radicado AS answer
FROM matching m JOIN pqrsd_case c USING (radicado) CROSS JOIN query
LEFT JOIN LATERAL (
    SELECT outgoing_radicado FROM letter l
    WHERE l.radicado = m.radicado AND l.kind IN ('respuesta', 'respuesta_acto') AND l.outgoing_radicado IS NOT NULL
    ORDER BY l.claimed_at DESC LIMIT 1
) a ON true
ORDER BY a.outgoing_radicado IS NULL, ts_rank(m.search, query.q, 1) DESC, m.radicado DESC LIMIT :shown
""")


@dataclass(frozen=True)
class SimilarCase:
    """An earlier case: its subject, its type and the outgoing radicado of its answer. Never who presented it."""

    radicado: str
    subject: str
    type: PqrsdType
    answer: str | None


class SimilarCases:
    """Finds earlier cases like one."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def shown(self, radicado: str, who: str, role: str) -> list[SimilarCase]:
        """The most alike, noting that an official saw them. Cases of reserved identity are never among them."""
        async with self._sessions.begin() as session:
            sought = " | ".join(f"'{mark}'" for mark in await self._sought(session, radicado))
            if not sought:
                return []
            given = {"radicado": radicado, "sought": sought, "candidates": CANDIDATES, "shown": SHOWN}
            rows = (await session.execute(SEARCH, given)).all()
            seals = await self._sessions.keys.seals_of(session, (row.radicado for row in rows))
            session.add_all(
                AccessRow(radicado=row.radicado, who=who, role=role, what=f"similar a {radicado}") for row in rows
            )
        return [
            SimilarCase(
                row.radicado, personal_of(seals[row.radicado], row.sealed).subject, PqrsdType(row.type), row.answer
            )
            for row in rows
        ]

    async def _sought(self, session: AsyncSession, radicado: str) -> list[str]:
        """The marks of the words that tell most of a petition."""
        filing = await session.get(FilingRow, radicado)
        if filing is None:
            return []
        filed = personal_of(await self._sessions.keys.seal_of(session, radicado), filing.sealed)
        without = filed.person(filing.petitioner_class)
        words = await self._sessions.marks.lexemes(session, filed.said, without=without)
        common = set(await session.scalars(COMMON, {"too_common": TOO_COMMON}))
        marks = (self._sessions.marks.of(word) for word in _by_weight(words.items()))
        return [mark for mark in marks if mark not in common][:WORDS]


def _by_weight(words: Iterable[tuple[str, Any]]) -> list[str]:
    """The words that tell something: the most repeated first, and of those the longest."""
    telling = [(word, places.count(",") + 1) for word, places in words if TELLING.fullmatch(word)]
    return [word for word, _ in sorted(telling, key=lambda x: (-x[1], -len(x[0]), x[0]))]
