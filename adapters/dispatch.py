"""Letters on paper: printed, handed to a postal operator or kept at the counter, proven or returned."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, select, true, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.database import Sessions
from adapters.facts import ADDRESS
from adapters.personal import RECEIVER, personal_of
from adapters.sealing import Seal
from adapters.snapshots import case_of
from adapters.tables import CaseRow, FilingRow, LetterRowTable
from adapters.tables_answers import DispatchRow
from domain.case import Case, PetitionerClass
from domain.case_letters import Medium, SentLetter
from domain.correspondence import PETITIONER
from domain.instants import start_of
from domain.paper import GuideTaken, PaperState, may_travel
from domain.remissions import REMITTED, copy_of_remission, letter_of

ON_PAPER = (Medium.POSTAL, Medium.COUNTER)
UNNAMED, TO_ALL = "Peticionario(a)", "Aviso al público"
MOST = 500
"""Letters of one page."""
NOTICES = frozenset({PaperState.TO_POST, PaperState.POSTED, PaperState.TAKEN_DOWN})
WAITING = frozenset(
    {PaperState.TO_HAND, PaperState.AT_COUNTER, PaperState.ON_ITS_WAY, PaperState.TO_POST, PaperState.POSTED}
)
PLACE = LetterRowTable.sent_at, LetterRowTable.outgoing_radicado


_IS_NOTICE = LetterRowTable.medium == Medium.AVISO
_THIS_FINAL = func.jsonb_build_array(func.jsonb_build_object("key", LetterRowTable.key, "is_final", true()))
_THIS_CYCLE = func.concat(CaseRow.radicado, "/", CaseRow.snapshot["cycle"].astext, "/")
_IS_PAST = CaseRow.snapshot["notified_at"].astext.is_not(None) | ~LetterRowTable.key.startswith(_THIS_CYCLE)
_IS_KNOWN = CaseRow.snapshot["letters"].contains(_THIS_FINAL) & _IS_PAST
"""A decision that the case knows delivered, in this cycle or before it; any other letter must still reach somebody."""

STATE: Any = case(
    (DispatchRow.outcome.is_not(None), DispatchRow.outcome),
    (_IS_NOTICE & DispatchRow.handed_on.is_not(None), PaperState.POSTED.value),
    (_IS_KNOWN, PaperState.OVERTAKEN.value),
    (_IS_NOTICE, PaperState.TO_POST.value),
    (LetterRowTable.medium == Medium.COUNTER, PaperState.AT_COUNTER.value),
    (DispatchRow.handed_on.is_not(None), PaperState.ON_ITS_WAY.value),
    else_=PaperState.TO_HAND.value,
)
"""By its own proof, by what the case knows without one, or by how far it travelled."""


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
    copy: SentLetter | None = None
    """What goes in the same envelope: of a traslado, the remission (art. 21)."""
    operator: str = ""
    guide: str = ""
    handed_on: date | None = None
    outcome_at: datetime | None = None
    receiver: str = ""
    place: str = ""
    """Of a notice, where its copy is up."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """The hashes of what is printed for its envelope, in order."""
        copied = self.copy.sha256 if self.copy else None
        return (self.sha256, copied) if copied else (self.sha256,)


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


@dataclass(frozen=True, kw_only=True)
class Up:
    """The copy of a notice in a place of public access."""

    outgoing_radicado: str
    place: str
    on: date
    by: str


class DispatchTable:
    """Reads and notes the way of letters on paper."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def listed(
        self, state: PaperState | None = None, printed_on: date | None = None, after: str | None = None
    ) -> list[PaperLetter]:
        """A page of letters on paper: those that wait for somebody, the oldest first; any others, the newest first.

        Notices only when their state is asked for. *after* is the outgoing radicado that ended the page before.
        """
        is_waiting = state in WAITING
        query = _notices() if state in NOTICES else _letters()
        if state is not None:
            query = query.where(STATE.in_([state]))
        if printed_on is not None:
            opens = start_of(printed_on)
            query = query.where(LetterRowTable.sent_at >= opens, LetterRowTable.sent_at < opens + timedelta(days=1))
        if after is not None:
            last = select(*PLACE).where(LetterRowTable.outgoing_radicado == after).scalar_subquery()
            query = query.where(tuple_(*PLACE) > last if is_waiting else tuple_(*PLACE) < last)
        ordered = query.order_by(*(x.asc() if is_waiting else x.desc() for x in PLACE))
        return await self._read(ordered.limit(MOST))

    async def counts(self) -> dict[PaperState, int]:
        """How many letters are in each state."""
        found: Counter[PaperState] = Counter()
        async with self._sessions() as session:
            for query in (_letters(), _notices()):
                counted = query.with_only_columns(STATE, func.count()).group_by(STATE)
                found.update({PaperState(state): n for state, n in await session.execute(counted)})
        return {state: found[state] for state in PaperState}

    async def handed(self, on: date) -> list[PaperLetter]:
        """What was handed to the operators on a day: the planilla."""
        query = _letters().where(DispatchRow.handed_on == on)
        return sorted(await self._read(query), key=lambda x: (x.operator, x.guide))

    async def one(self, outgoing_radicado: str) -> PaperLetter | None:
        mine = LetterRowTable.outgoing_radicado == outgoing_radicado
        found = [x for query in (_letters(), _notices()) for x in await self._read(query.where(mine))]
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
        letter = await self.one(proof.outgoing_radicado)
        if letter is None:
            return None
        async with self._sessions() as session:
            seal = await self._sessions.keys.seal_of(session, letter.radicado)
        await self._note(proof.outgoing_radicado, outcome=proof.outcome, outcome_at=proof.at,
                         sealed_receiver=seal.close(RECEIVER, proof.receiver), noted_by=proof.by)  # fmt: skip
        return await self.one(proof.outgoing_radicado)

    async def post(self, up: Up) -> PaperLetter | None:
        """Note where and since when the copy of a notice is up; the act on its case is the caller's."""
        await self._note(up.outgoing_radicado, operator=up.place, handed_on=up.on, handed_by=up.by)
        return await self.one(up.outgoing_radicado)

    async def take_down(self, outgoing_radicado: str, on: date, by: str) -> PaperLetter | None:
        """Note when the copy of a notice came down."""
        await self._note(outgoing_radicado, outcome=PaperState.TAKEN_DOWN, outcome_at=start_of(on), noted_by=by)
        return await self.one(outgoing_radicado)

    async def _note(self, outgoing_radicado: str, **values: Any) -> None:
        row = insert(DispatchRow).values(outgoing_radicado=outgoing_radicado, **values)
        async with self._sessions.begin() as session:
            await session.execute(row.on_conflict_do_update(index_elements=["outgoing_radicado"], set_=values))

    async def _read(self, query: Select[Any]) -> list[PaperLetter]:
        async with self._sessions() as session:
            rows: Sequence[Any] = (await session.execute(query)).all()
            seals = await self._sessions.keys.seals_of(session, (row[0].radicado for row in rows))
            cases = await self._transferred(session, [row[0].radicado for row in rows if row[0].kind in REMITTED])
        return [
            _of_traslado(_letter(*row, seal=seals[row[0].radicado]), row[0], cases.get(row[0].radicado)) for row in rows
        ]

    async def _transferred(self, session: AsyncSession, radicados: list[str]) -> dict[str, Case]:
        """The cases of the letters of a traslado: only they say to whom it remits and of what a copy is due."""
        rows = (await session.scalars(select(CaseRow).where(CaseRow.radicado.in_(radicados)))).all()
        return {row.radicado: await case_of(session, self._sessions.keys, row) for row in rows}


def _letters() -> Select[Any]:
    """What is delivered on paper."""
    return _printed().where(LetterRowTable.medium.in_(ON_PAPER), LetterRowTable.status == "impresa")


def _notices() -> Select[Any]:
    """What is published, of which a copy goes up in a place of public access (art. 69)."""
    return _printed().where(_IS_NOTICE, LetterRowTable.status == "publicada")


def _printed() -> Select[Any]:
    return (
        select(LetterRowTable, FilingRow, DispatchRow, STATE)
        .join(FilingRow, FilingRow.radicado == LetterRowTable.radicado)
        .join(CaseRow, CaseRow.radicado == LetterRowTable.radicado)
        .outerjoin(DispatchRow, DispatchRow.outgoing_radicado == LetterRowTable.outgoing_radicado)
        .where(LetterRowTable.outgoing_radicado.is_not(None))
    )


def _of_traslado(printed: PaperLetter, row: LetterRowTable, case: Case | None) -> PaperLetter:
    """A letter of a traslado as it is dispatched: to the other authority, or with a copy of what it received."""
    letter = None if case is None else letter_of(case, row.key)
    if case is None or letter is None or letter.kind not in REMITTED:
        return printed
    if letter.recipient != PETITIONER:
        return replace(printed, addressee=letter.facts["entidad"], address="")
    return replace(printed, copy=copy_of_remission(case, letter))


def _addressee(filing: FilingRow, recipient: str, seal: Seal) -> tuple[str, str]:
    """Name and address of an envelope; of who is not the petitioner, nobody registered them."""
    if recipient != PETITIONER:
        return "Entidad competente", ""
    if filing.petitioner_class == PetitionerClass.RESERVED:
        return UNNAMED, "Reservada"
    who = personal_of(seal, filing.sealed).petitioner
    return who.get("nombres") or UNNAMED, ", ".join(who[name] for name in ADDRESS if who.get(name))


def _letter(
    row: LetterRowTable, filing: FilingRow, dispatch: DispatchRow | None, state: str, *, seal: Seal
) -> PaperLetter:
    is_notice = row.medium == Medium.AVISO
    addressee, address = (TO_ALL, "") if is_notice else _addressee(filing, row.recipient, seal)
    carrier = (dispatch.operator or "") if dispatch else ""
    receiver = dispatch.sealed_receiver if dispatch else None
    return PaperLetter(
        outgoing_radicado=row.outgoing_radicado or "",
        radicado=row.radicado,
        kind=row.kind,
        medium=row.medium,
        addressee=addressee,
        address=address,
        printed_at=row.sent_at or row.claimed_at,
        sha256=row.sha256 or "",
        state=PaperState(state),
        operator="" if is_notice else carrier,
        place=carrier if is_notice else "",
        guide=(dispatch.guide or "") if dispatch else "",
        handed_on=dispatch.handed_on if dispatch else None,
        outcome_at=dispatch.outcome_at if dispatch else None,
        receiver=seal.open(RECEIVER, receiver) if receiver else "",
    )
