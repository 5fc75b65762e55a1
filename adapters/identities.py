"""Who asks, and who looked: the identity under reserve, sensitive data, and the log of accesses."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from adapters.database import Sessions
from adapters.personal import SENSITIVE, personal_of
from adapters.tables import AccessRow, FilingRow
from adapters.tables_portal import SensitiveRow


@dataclass(frozen=True)
class Access:
    """Who read or did what in a case, and for an identity under reserve, why."""

    who: str
    role: str
    what: str
    reason: str | None
    at: datetime


class Identities:
    """Reads what few may read; each reading of an identity leaves its line in the same transaction."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def reveal(self, radicado: str, who: str, role: str, reason: str) -> dict[str, Any]:
        """The identity of the petitioner, to somebody who says why: first the line in the log, then the data."""
        async with self._sessions.begin() as session:
            row = await session.get_one(FilingRow, radicado)
            filed = personal_of(await self._sessions.keys.seal_of(session, radicado), row.sealed)
            session.add(AccessRow(radicado=radicado, who=who, role=role, what="identidad", reason=reason))
        return filed.petitioner

    async def looked(self, radicado: str, who: str, role: str, what: str, reason: str) -> None:
        """The line in the log of a document that tells an identity, before it is shown."""
        async with self._sessions.begin() as session:
            session.add(AccessRow(radicado=radicado, who=who, role=role, what=what, reason=reason))

    async def condition(self, radicado: str) -> str | None:
        """The special condition the petitioner authorised to be treated."""
        async with self._sessions() as session:
            row = await session.get(SensitiveRow, radicado)
            if row is None:
                return None
            return str((await self._sessions.keys.seal_of(session, radicado)).open(SENSITIVE, row.sealed))

    async def accesses(self, radicado: str) -> list[Access]:
        """Who read or acted on a case, the latest first."""
        query = select(AccessRow).where(AccessRow.radicado == radicado).order_by(AccessRow.id.desc())
        async with self._sessions() as session:
            return [Access(x.who, x.role, x.what, x.reason, x.at) for x in await session.scalars(query)]
