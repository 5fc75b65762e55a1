"""Letters on paper are found by where they are, however many were printed before."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from adapters.database import Sessions
from adapters.dispatch import MOST, DispatchTable
from adapters.snapshots import kept
from adapters.tables import CaseRow, LetterRowTable
from adapters.tables_answers import DispatchRow
from domain.acts import transfer
from domain.colombia import LEY_51
from domain.paper import PaperState
from domain.petitions import Traslado
from tests.adapters.filings import MORNING, filed

DELIVERED = 4 * MOST


@pytest.fixture
async def letters(sessions: Sessions) -> DispatchTable:
    """More delivered letters than any page holds, and after them two that wait, of a case that goes on."""
    radicado = (await filed(sessions)).case.radicado
    async with sessions.begin() as session:
        numbers = range(DELIVERED + 2)
        session.add_all(LetterRowTable(
            key=f"{radicado}/1/respuesta/{n}", radicado=radicado, kind="respuesta", medium="direccion",
            recipient="peticionario", status="impresa", outgoing_radicado=outgoing(n), message_id=f"<{n}@x>",
            verification_code=f"{n}", claimed_at=MORNING, sent_at=MORNING + timedelta(minutes=n)) for n in numbers
        )  # fmt: skip
        session.add_all(DispatchRow(outgoing_radicado=outgoing(n), outcome="entregada") for n in range(DELIVERED))
        session.add(DispatchRow(outgoing_radicado=outgoing(DELIVERED), handed_on=MORNING.date()))
    return DispatchTable(sessions)


def outgoing(n: int) -> str:
    return f"2026-S-{n:06d}"


async def test_what_waits_is_found_behind_all_that_was_delivered(letters: DispatchTable) -> None:
    to_hand = await letters.listed(PaperState.TO_HAND)
    on_its_way = await letters.listed(PaperState.ON_ITS_WAY)
    counts = await letters.counts()

    assert [x.outgoing_radicado for x in to_hand] == [outgoing(DELIVERED + 1)]
    assert [x.outgoing_radicado for x in on_its_way] == [outgoing(DELIVERED)]
    assert (counts[PaperState.TO_HAND], counts[PaperState.DELIVERED]) == (1, DELIVERED)


async def test_what_is_done_is_read_newest_first_page_by_page(letters: DispatchTable) -> None:
    first = await letters.listed(PaperState.DELIVERED)
    second = await letters.listed(PaperState.DELIVERED, after=first[-1].outgoing_radicado)

    assert [x.outgoing_radicado for x in first[:2]] == [outgoing(DELIVERED - 1), outgoing(DELIVERED - 2)]
    assert second[0].outgoing_radicado == outgoing(DELIVERED - 1 - MOST)
    assert (await letters.listed())[0].outgoing_radicado == outgoing(DELIVERED + 1)


@pytest.mark.parametrize(("is_final", "state"), [(True, PaperState.OVERTAKEN), (False, PaperState.TO_HAND)])
async def test_only_the_letter_that_the_case_knows_otherwise_is_overtaken(
    letters: DispatchTable, sessions: Sessions, *, is_final: bool, state: PaperState
) -> None:
    waiting = await letters.one(outgoing(DELIVERED + 1))
    assert waiting is not None
    known = {"key": f"{waiting.radicado}/1/respuesta/{DELIVERED + 1}", "is_final": is_final}
    async with sessions.begin() as session:
        row = await session.get_one(CaseRow, waiting.radicado)
        news = {**row.snapshot, "notified_at": MORNING.isoformat(), "letters": [known]}
        await session.execute(update(CaseRow).values(snapshot=news))

    after = await letters.one(waiting.outgoing_radicado)

    assert after is not None
    assert after.state == state


@pytest.mark.parametrize(
    ("is_final", "told", "state"),
    [
        (True, {"notified_at": MORNING.isoformat()}, PaperState.OVERTAKEN),
        (True, {"cycle": 2}, PaperState.OVERTAKEN),
        (False, {"notified_at": MORNING.isoformat()}, PaperState.TO_HAND),
        (False, {}, PaperState.TO_HAND),
    ],
)
async def test_the_closing_of_a_case_overtakes_its_known_decision_and_no_other_letter(
    letters: DispatchTable, sessions: Sessions, *, is_final: bool, told: dict[str, Any], state: PaperState
) -> None:
    waiting = await letters.one(outgoing(DELIVERED + 1))
    assert waiting is not None
    mine = {"key": f"{waiting.radicado}/1/respuesta/{DELIVERED + 1}", "is_final": is_final}
    async with sessions.begin() as session:
        row = await session.get_one(CaseRow, waiting.radicado)
        news = {**row.snapshot, "closed_at": MORNING.isoformat(), "letters": [mine], **told}
        await session.execute(update(CaseRow).values(snapshot=news))

    after = await letters.one(waiting.outgoing_radicado)

    assert after is not None
    assert after.state == state


async def test_a_remission_on_paper_is_for_the_entity_and_says_nothing_of_who_asked(sessions: Sessions) -> None:
    who = {"nombres": "Lucía Ríos", "direccion": "Calle 1 # 2-3", "municipio": "Cali"}
    case = (await filed(sessions, petitioner=who)).case
    act = Traslado(by="a", entity="Ministerio de Educación", reason="Es suya.", mail="buzon@ministerio.example")
    moved = transfer(case, act, MORNING, LEY_51)
    remission, copy = moved.due_letters[-2:]
    async with sessions.begin() as session:
        row = await session.get_one(CaseRow, case.radicado)
        columns = kept(moved, await sessions.keys.seal_of(session, case.radicado))
        row.snapshot, row.sealed_words = columns["snapshot"], columns["sealed_words"]
        session.add_all(LetterRowTable(
            key=x.key, radicado=case.radicado, kind=x.kind, medium="direccion", recipient=x.recipient,
            status="impresa", outgoing_radicado=outgoing(n), message_id=f"<{n}@x>", verification_code=f"{n}",
            claimed_at=MORNING, sent_at=MORNING) for n, x in enumerate((remission, copy))
        )  # fmt: skip

    listed = await DispatchTable(sessions).listed(PaperState.TO_HAND)

    assert [(x.addressee, x.address) for x in listed] == [
        ("Ministerio de Educación", ""),
        ("Lucía Ríos", "Calle 1 # 2-3, Cali"),
    ]
