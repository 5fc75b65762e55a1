"""Ratings as a period's analysis needs them, and the reviews that bad ones open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, cast, select

from adapters.database import Sessions
from adapters.personal import REVIEW, TEXT
from adapters.sealing import Seal
from adapters.tables import CaseRow, LetterRowTable, SurveyRow, TextRow
from adapters.tables_answers import SurveyReviewRow
from adapters.tables_archive import DisposedCaseRow
from domain.instants import BOGOTA, start_of
from domain.letters import LetterKind
from domain.periods import Period
from domain.survey import ReviewConcluded
from domain.survey_analysis import Invited

MOST = 200
"""Reviews of one list."""


@dataclass(frozen=True)
class SeenReview:
    """A review, with the comment of who rated and what was concluded."""

    row: SurveyReviewRow
    comment: str
    conclusion: str | None


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """What a review found and who says so."""

    radicado: str
    cycle: int
    outcome: str
    text: str
    by: str
    at: datetime


class RatingTable:
    """Reads ratings; concludes reviews."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def invited(self, period: Period) -> list[Invited]:
        """Everyone whose invitation left in the period, with what they answered, if they did."""
        opens, closes = start_of(period.first_on), start_of(period.last_on) + timedelta(days=1)
        key = SurveyRow.radicado + "/" + cast(SurveyRow.cycle, String) + "/" + LetterKind.ENCUESTA
        query = (
            select(SurveyRow, CaseRow.channel, CaseRow.dependencia)
            .join(LetterRowTable, LetterRowTable.key == key)
            .join(CaseRow, CaseRow.radicado == SurveyRow.radicado)
            .where(LetterRowTable.status == "enviada")
            .where(LetterRowTable.sent_at >= opens, LetterRowTable.sent_at < closes)
        )
        async with self._sessions() as session:
            return [_invited(row, channel, area) for row, channel, area in await session.execute(query)]

    async def reviews(self, *, is_pending: bool) -> Sequence[SeenReview]:
        """Reviews to do, the oldest first; or those done, the latest first."""
        comment = select(TextRow.sealed).where(
            TextRow.sha256 == SurveyRow.comment_hash, TextRow.radicado == SurveyRow.radicado
        )
        same = (SurveyRow.radicado == SurveyReviewRow.radicado) & (SurveyRow.cycle == SurveyReviewRow.cycle)
        query = select(SurveyReviewRow, comment.limit(1).scalar_subquery()).join(SurveyRow, same)
        done_at = SurveyReviewRow.concluded_at
        if is_pending:
            gone = select(DisposedCaseRow.radicado).where(DisposedCaseRow.disposed_at.is_not(None))
            query = query.where(done_at.is_(None), SurveyReviewRow.radicado.not_in(gone))
            query = query.order_by(SurveyReviewRow.opened_at)
        else:
            query = query.where(done_at.is_not(None)).order_by(done_at.desc())
        async with self._sessions() as session:
            rows = (await session.execute(query.limit(MOST))).all()
            told = {row.radicado for row, said in rows if said or row.sealed_conclusion}
            seals = await self._sessions.keys.seals_of(session, told)
        return [_seen(row, said, seals.get(row.radicado)) for row, said in rows]

    async def conclude(self, conclusion: Conclusion) -> SeenReview | None:
        """Close a review with what it found. Raises ReviewConcluded."""
        mine = SurveyReviewRow.radicado == conclusion.radicado, SurveyReviewRow.cycle == conclusion.cycle
        async with self._sessions.begin() as session:
            row = await session.scalar(select(SurveyReviewRow).where(*mine).with_for_update())
            if row is None:
                return None
            if row.concluded_at is not None:
                raise ReviewConcluded(by=row.concluded_by, at=row.concluded_at.astimezone(BOGOTA))
            seal = await self._sessions.keys.seal_of(session, row.radicado)
            row.outcome, row.sealed_conclusion = conclusion.outcome, seal.close(REVIEW, conclusion.text)
            row.concluded_by, row.concluded_at = conclusion.by, conclusion.at
        return _seen(row, None, seal)


def _seen(row: SurveyReviewRow, said: bytes | None, seal: Seal | None) -> SeenReview:
    found = row.sealed_conclusion
    comment = seal.open(TEXT, said) if seal and said else ""
    return SeenReview(row, comment, seal.open(REVIEW, found) if seal and found else None)


def _invited(row: SurveyRow, channel: str, area: str) -> Invited:
    return Invited(
        channel=channel,
        dependencia=area,
        score=row.score,
        sub_scores=row.sub_scores or {},
        effort=row.effort,
        recommendation=row.recommendation,
    )
