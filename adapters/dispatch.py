"""Letters on paper: printed, handed to a postal operator or kept at the counter, proven or returned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from adapters.database import Sessions
from adapters.facts import ADDRESS
from adapters.tables import CaseRow, FilingRow, LetterRowTable
from adapters.tables_answers import DispatchRow
from domain.case import Medium, PetitionerClass
from domain.instants import start_of
from domain.paper import GuideTaken, PaperState, may_travel

ON_PAPER = (Medium.POSTAL, Medium.COUNTER)
MOST = 500


@dataclass(frozen=True, kw_only=True)
class PaperLetter:
    """A letter on paper and where it is."""

    outgoing_radicado: str
    radicado: str
    kind: str
    medium: str
    addressee: str
    address: str
    printed_at: datetime
    sha256: str
    state: PaperState
    operator: str = ""
    guide: str = ""
    handed_on: date | None = None
    outcome_at: datetime | None = None
    receiver: str = ""


@dataclass(frozen=True, kw_only=True)
class Handing:
    """A letter handed to an operator under a guide number."""

    outgoing_radicado: str
    operator: str
    guide: str
    on: date
    by: str


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What became of a letter."""

    outgoing_radicado: str
    outcome: PaperState
    at: datetime
    receiver: str
    by: str


class DispatchTable:
    """Reads and notes the way of letters on paper."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def listed(self, state: PaperState | None = None, printed_on: date | None = None) -> list[PaperLetter]:
        """Letters on paper, the oldest first; those with an outcome, of the last year."""
        query = _letters()
        if printed_on is not None:
            opens = start_of(printed_on)
            query = query.where(LetterRowTable.sent_at >= opens, LetterRowTable.sent_at < opens + timedelta(days=1))
        found = await self._read(query.limit(MOST * 4))
        return [letter for letter in found if state is None or letter.state == state][:MOST]

    async def handed(self, on: date) -> list[PaperLetter]:
        """What was handed to the operators on a day: the planilla."""
        query = _letters().where(DispatchRow.handed_on == on)
        return sorted(await self._read(query), key=lambda x: (x.operator, x.guide))

    async def one(self, outgoing_radicado: str) -> PaperLetter | None:
        found = await self._read(_letters().where(LetterRowTable.outgoing_radicado == outgoing_radicado))
        return next(iter(found), None)

    async def hand(self, handing: Handing) -> PaperLetter | None:
        """Note operator and guide; they may be corrected until there is a proof.

        Raises CounterLetter, AlreadyProven or GuideTaken.
        """
        letter = await self.one(handing.outgoing_radicado)
        if letter is None:
            return None
        may_travel(letter.outgoing_radicado, letter.medium, letter.state)
        try:
            await self._note(letter.outgoing_radicado, operator=handing.operator, guide=handing.guide,
                             handed_on=handing.on, handed_by=handing.by)  # fmt: skip
        except IntegrityError as taken:
            raise GuideTaken(guide=handing.guide, operator=handing.operator) from taken
        return await self.one(letter.outgoing_radicado)

    async def prove(self, proof: Proof) -> PaperLetter | None:
        """Note what became of a letter; the act on its case is the caller's."""
        await self._note(proof.outgoing_radicado, outcome=proof.outcome, outcome_at=proof.at,
                         receiver=proof.receiver, noted_by=proof.by)  # fmt: skip
        return await self.one(proof.outgoing_radicado)

    async def _note(self, outgoing_radicado: str, **values: Any) -> None:
        row = insert(DispatchRow).values(outgoing_radicado=outgoing_radicado, **values)
        async with self._sessions.begin() as session:
            await session.execute(row.on_conflict_do_update(index_elements=["outgoing_radicado"], set_=values))

    async def _read(self, query: Select[Any]) -> list[PaperLetter]:
        async with self._sessions() as session:
            rows: Sequence[Any] = (await session.execute(query)).all()
        return [_letter(*row) for row in rows]


def _letters() -> Select[Any]:
    is_paper = LetterRowTable.medium.in_(ON_PAPER), LetterRowTable.status == "impresa"
    return (
        select(LetterRowTable, FilingRow, DispatchRow, CaseRow.snapshot)
        .join(FilingRow, FilingRow.radicado == LetterRowTable.radicado)
        .join(CaseRow, CaseRow.radicado == LetterRowTable.radicado)
        .outerjoin(DispatchRow, DispatchRow.outgoing_radicado == LetterRowTable.outgoing_radicado)
        .where(*is_paper, LetterRowTable.outgoing_radicado.is_not(None))
        .order_by(LetterRowTable.sent_at, LetterRowTable.outgoing_radicado)
    )


def _letter(row: LetterRowTable, filing: FilingRow, dispatch: DispatchRow | None, case: dict[str, Any]) -> PaperLetter:
    is_reserved = filing.petitioner_class == PetitionerClass.RESERVED
    who = filing.petitioner
    return PaperLetter(
        outgoing_radicado=row.outgoing_radicado or "",
        radicado=row.radicado,
        kind=row.kind,
        medium=row.medium,
        addressee="Peticionario(a)" if is_reserved else who.get("nombres") or "Peticionario(a)",
        address="Reservada" if is_reserved else ", ".join(who[name] for name in ADDRESS if who.get(name)),
        printed_at=row.sent_at or row.claimed_at,
        sha256=row.sha256 or "",
        state=_state(row, dispatch, case),
        operator=(dispatch.operator or "") if dispatch else "",
        guide=(dispatch.guide or "") if dispatch else "",
        handed_on=dispatch.handed_on if dispatch else None,
        outcome_at=dispatch.outcome_at if dispatch else None,
        receiver=(dispatch.receiver or "") if dispatch else "",
    )


def _state(row: LetterRowTable, dispatch: DispatchRow | None, case: dict[str, Any]) -> PaperState:
    """By its own proof, by what the case knows without one, or by how far it travelled."""
    if dispatch is not None and dispatch.outcome:
        return PaperState(dispatch.outcome)
    if case.get("closed_at") or (case.get("notified_at") and _is_final(row.key, case)):
        return PaperState.OVERTAKEN
    if row.medium == Medium.COUNTER:
        return PaperState.AT_COUNTER
    return PaperState.ON_ITS_WAY if dispatch is not None and dispatch.handed_on else PaperState.TO_HAND


def _is_final(key: str, case: dict[str, Any]) -> bool:
    return any(letter["key"] == key and letter["is_final"] for letter in case.get("letters", []))
