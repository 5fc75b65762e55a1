"""One-time survey links and how surveys ended."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from activities.messages import SurveyResult
from adapters.database import Sessions
from adapters.tables import SurveyRow
from adapters.tables_answers import SurveyReviewRow


class SurveyTable:
    """Implements `Surveys`."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def open(self, radicado: str, cycle: int, expires_at: datetime) -> str:
        row = {"radicado": radicado, "cycle": cycle, "token": secrets.token_urlsafe(24),
               "expires_at": expires_at, "status": "abierta"}  # fmt: skip
        async with self._sessions.begin() as session:
            await session.execute(insert(SurveyRow).values(row).on_conflict_do_nothing())
            kept = select(SurveyRow.token).where(SurveyRow.radicado == radicado, SurveyRow.cycle == cycle)
            return (await session.execute(kept)).scalar_one()

    async def find(self, token: str) -> SurveyRow | None:
        """The survey of a link."""
        async with self._sessions() as session:
            return (await session.execute(select(SurveyRow).where(SurveyRow.token == token))).scalar_one_or_none()

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
