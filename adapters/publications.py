"""What anybody may see: notices while they are published, whether a letter is authentic, and plain counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Select, cast, func, select
from sqlalchemy.dialects.postgresql import JSONB, JSONPATH

from adapters.database import Sessions
from adapters.tables import CaseRow, LetterRowTable
from adapters.tables_answers import DispatchRow
from domain.case import DECIDED
from domain.case_letters import Medium
from domain.correspondence import PETITIONER
from domain.instants import BOGOTA
from domain.letters import OFFICIAL, LetterKind
from domain.terms import PqrsdType

LEFT = LetterRowTable.kind.in_(OFFICIAL), LetterRowTable.sent_at.is_not(None)
"""Official letters that left."""
_ITS_CASE = CaseRow.radicado == LetterRowTable.radicado
_KEY = func.jsonb_build_object("key", LetterRowTable.key)
_THIS = cast("$.letters[*] ? (@.key == $key)", JSONPATH)
_NOTED = func.jsonb_path_query_first(CaseRow.snapshot, _THIS, _KEY, type_=JSONB)
_NOTED_AT = cast(_NOTED["at"].astext, DateTime(timezone=True))
COUNTED_AT: ColumnElement[datetime | None] = func.coalesce(_NOTED_AT, LetterRowTable.sent_at)
"""From when a case counts a letter as published: when it noted it, or, until it does, when it was published."""

_ITS_COPY = DispatchRow.outgoing_radicado == LetterRowTable.outgoing_radicado
_POSTED_AT = func.timezone(BOGOTA.tzname(None), cast(DispatchRow.handed_on, DateTime))
UP_FROM: ColumnElement[datetime | None] = func.greatest(COUNTED_AT, _POSTED_AT)
"""From when the five days of a notice run: the later of the page and the place of public access (art. 69)."""


@dataclass(frozen=True)
class PublicLetter:
    """What the public may know of a letter: never who it is for nor what it says."""

    radicado: str
    kind: str
    outgoing_radicado: str
    at: datetime
    sha256: str | None


@dataclass(frozen=True)
class TypeCount:
    """How many petitions of a type came, how many have an answer, how many ran out of term."""

    type: PqrsdType
    received: int
    decided: int
    overdue: int


class Publications:
    """Reads what is public."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def avisos(self, since: datetime) -> list[PublicLetter]:
        """The notices published since an instant, the latest first, each from when its case counts it (art. 69)."""
        columns = LetterRowTable.radicado, LetterRowTable.kind, LetterRowTable.outgoing_radicado, UP_FROM
        query = select(*columns, LetterRowTable.sha256).outerjoin(CaseRow, _ITS_CASE).outerjoin(DispatchRow, _ITS_COPY)
        published = LetterRowTable.medium == Medium.AVISO, since <= UP_FROM
        return await self._letters(query.where(*LEFT, *published).order_by(UP_FROM.desc()))

    async def verified(self, code: str) -> PublicLetter | None:
        """The official letter with a verification code."""
        return next(iter(await self._letters(_letters().where(LetterRowTable.verification_code == code))), None)

    async def of_case(self, radicado: str, outgoing_radicado: str) -> PublicLetter | None:
        """A letter of a case, for those who may read all of it."""
        mine = LetterRowTable.radicado == radicado, LetterRowTable.outgoing_radicado == outgoing_radicado
        return next(iter(await self._letters(_letters().where(*mine))), None)

    async def to_petitioner(self, radicado: str, outgoing_radicado: str) -> PublicLetter | None:
        """A letter of a case that was written to its petitioner, or of which they receive a copy (art. 21)."""
        mine = LetterRowTable.radicado == radicado, LetterRowTable.outgoing_radicado == outgoing_radicado
        to_them = (LetterRowTable.recipient == PETITIONER) | (LetterRowTable.kind == LetterKind.TRASLADO_ENTIDAD)
        return next(iter(await self._letters(_letters().where(*mine, to_them))), None)

    async def counts(self) -> list[TypeCount]:
        """By type, the most frequent first."""
        received = func.count()
        decided = func.count().filter(CaseRow.state.in_(DECIDED))
        overdue = func.count().filter(CaseRow.is_overdue)
        query = select(CaseRow.type, received, decided, overdue).group_by(CaseRow.type)
        async with self._sessions() as session:
            rows = await session.execute(query.order_by(received.desc(), CaseRow.type))
            return [TypeCount(PqrsdType(kind), *numbers) for kind, *numbers in rows]

    async def _letters(self, query: Select[str, str, str | None, datetime | None, str | None]) -> list[PublicLetter]:
        async with self._sessions() as session:
            rows: Sequence[Any] = (await session.execute(query)).all()
            return [PublicLetter(*row) for row in rows]


def _letters() -> Select[str, str, str | None, datetime | None, str | None]:
    """Official letters that left, by their public columns."""
    columns = (
        LetterRowTable.radicado,
        LetterRowTable.kind,
        LetterRowTable.outgoing_radicado,
        LetterRowTable.sent_at,
        LetterRowTable.sha256,
    )
    return select(*columns).where(*LEFT)
