"""Earlier cases that say much the same, by PostgreSQL's Spanish full-text search: those already answered first."""

from dataclasses import dataclass

from sqlalchemy import text

from adapters.database import Sessions
from adapters.tables import AccessRow
from domain.terms import PqrsdType

SHOWN = 5
WORDS = 15
"""How many of a petition's own words are looked for: the most repeated and the longest."""

TOO_COMMON = 0.2
"""A word in more than this share of all petitions tells nothing; PostgreSQL's statistics of the column say which."""

CANDIDATES = 500
"""How many of the latest matches are ranked."""

SEARCH = text("""
WITH common AS (
    SELECT e.lexeme FROM pg_stats s,
    unnest(CAST(CAST(s.most_common_elems AS text) AS text[]), s.most_common_elem_freqs) AS e (lexeme, share)
    WHERE s.schemaname = current_schema() AND s.tablename = 'filing' AND s.attname = 'search' AND e.share > :too_common
), own AS (
    SELECT u.lexeme FROM filing, unnest(search) AS u (lexeme, positions, weights)
    WHERE radicado = :radicado AND u.lexeme ~ '^[[:alpha:]]{4,}$' AND u.lexeme NOT IN (
        SELECT lexeme FROM common WHERE lexeme IS NOT NULL
    )
    ORDER BY cardinality(u.positions) DESC, length(u.lexeme) DESC, u.lexeme LIMIT :words
), query AS (
    SELECT CAST(string_agg(lexeme, ' | ') AS tsquery) AS q FROM own
), matching AS (
    SELECT radicado, subject, search FROM filing, query
    WHERE search @@ q AND radicado <> :radicado AND petitioner_class <> 'identidad_reservada'
    ORDER BY radicado DESC LIMIT :candidates
)
SELECT m.radicado, m.subject, c.type, a.outgoing_radicado AS answer
FROM matching m JOIN pqrsd_case c USING (radicado) CROSS JOIN query
LEFT JOIN LATERAL (
    SELECT outgoing_radicado FROM letter l
    WHERE l.radicado = m.radicado AND l.kind = 'respuesta' AND l.outgoing_radicado IS NOT NULL
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
        given = {"radicado": radicado, "too_common": TOO_COMMON, "words": WORDS, "candidates": CANDIDATES,
                 "shown": SHOWN}  # fmt: skip
        async with self._sessions.begin() as session:
            rows = (await session.execute(SEARCH, given)).all()
            session.add_all(
                AccessRow(radicado=row.radicado, who=who, role=role, what=f"similar a {radicado}") for row in rows
            )
        return [SimilarCase(row.radicado, row.subject, PqrsdType(row.type), row.answer) for row in rows]
