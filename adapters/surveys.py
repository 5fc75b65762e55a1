"""One-time survey links and how surveys ended."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from activities.messages import SurveyResult
from adapters.citizen_links import digest
from adapters.database import Sessions
from adapters.personal import TOKEN
from adapters.tables import SurveyRow
from adapters.tables_answers import SurveyReviewRow


class SurveyTable:
    """Implements `Surveys`."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def open(self, radicado: str, cycle: int, expires_at: datetime) -> str:
        token = secrets.token_urlsafe(24)
        async with self._sessions.begin() as session:
            seal = await self._sessions.keys.seal_of(session, radicado)
            row = {"radicado": radicado, "cycle": cycle, "token_sha256": digest(token),
                   "sealed_token": seal.close(TOKEN, token), "expires_at": expires_at, "status": "abierta"}  # fmt: skip
            await session.execute(insert(SurveyRow).values(row).on_conflict_do_nothing())
            kept = await session.get_one(SurveyRow, (radicado, cycle))
            return str(seal.open(TOKEN, kept.sealed_token))

    async def find(self, token: str) -> SurveyRow | None:
        """The survey of a link."""
        async with self._sessions() as session:
            mine = select(SurveyRow).where(SurveyRow.token_sha256 == digest(token))
            return (await session.execute(mine)).scalar_one_or_none()

    async def finish(self, result: SurveyResult) -> None:
        values: dict[str, Any] = {"status": result.status, "finished_at": result.at}
        if result.rating is not None:
            names = ("score", "sub_scores", "effort", "recommendation", "comment_hash")
            values |= {name: getattr(result.rating, name) for name in names}
        mine = (SurveyRow.radicado == result.radicado, SurveyRow.cycle == result.cycle)
        async with self._sessions.begin() as session:
            await session.execute(update(SurveyRow).where(*mine).values(**values))
            if result.is_low:
                await session.execute(insert(SurveyReviewRow).values(_review(result)).on_conflict_do_nothing())


def _review(result: SurveyResult) -> dict[str, Any]:
    """The review that a bad rating opens, in the same transaction."""
    score = result.rating.score if result.rating else 0
    return {"radicado": result.radicado, "cycle": result.cycle, "score": score, "opened_at": result.at}
