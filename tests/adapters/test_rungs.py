"""A rung told once: one row for each case, generation, rung and recipient, whoever claims it and however often."""

import asyncio
from dataclasses import replace

from sqlalchemy import select

from activities.messages import CaseRecord, LetterOrder
from adapters.calendars import CalendarTable
from adapters.database import Sessions
from adapters.letter_book import LetterTable
from adapters.records import CaseTables
from adapters.tables import LetterRowTable
from adapters.tables_catalogs import CaseLevelRow, DigestLineRow
from domain import acts, handling, ladder
from domain import petitions as p
from domain.case import Case
from domain.catalog_seed_process import LADDERS, SERVICE_LEVELS
from domain.colombia import LEY_2578
from domain.ladder import HouseRules
from tests.adapters.filings import MORNING, acted, filed
from tests.support import bogota

RULES = HouseRules(ladders=LADDERS, levels=SERVICE_LEVELS)
FRIDAY = bogota(2026, 12, 11, 8)
"""Three business days before the case lapses, on Wednesday 16 December 2026."""


async def claimed(sessions: Sessions, case: Case, *, times: int) -> list[str]:
    """Claim every letter a case owes to officials, many at once; the rows there are then."""
    orders = [LetterOrder(case.radicado, letter, FRIDAY) for letter in case.due_letters if letter.kind != "acuse"]
    book = LetterTable(sessions)
    await asyncio.gather(
        *(book.claim(order, f"<{order.letter.key}>", series=None) for order in orders for _ in range(times))
    )
    async with sessions() as session:
        return list(await session.scalars(select(LetterRowTable.key).order_by(LetterRowTable.key)))


async def test_a_rung_is_claimed_once_for_its_generation_and_recipient(sessions: Sessions) -> None:
    case = (await filed(sessions)).case
    climbed = ladder.climb(case, LEY_2578, FRIDAY, RULES).case

    keys = await claimed(sessions, climbed, times=10)

    assert keys == [
        f"{case.radicado}/1/mitad@2026-12-16/responsable",
        f"{case.radicado}/1/traslado@2026-12-01/coordinador",
        f"{case.radicado}/1/tres_dias@2026-12-16/coordinador",
    ]


async def test_when_the_date_moves_its_rungs_are_others(sessions: Sessions) -> None:
    case = (await filed(sessions)).case
    climbed = ladder.climb(case, LEY_2578, FRIDAY, RULES).case
    act = p.Suspend(by="s", from_on=bogota(2026, 12, 14).date(), to_on=bogota(2026, 12, 15).date(),
                    act_number="R1", norm="N")  # fmt: skip

    moved = acts.suspend(replace(climbed, version=2), act, bogota(2026, 12, 11, 10), LEY_2578)
    again = ladder.climb(moved, LEY_2578, bogota(2026, 12, 17, 9), RULES).case

    assert f"{case.radicado}/1/un_dia@2026-12-18/jefe" in await claimed(sessions, again, times=3)


async def test_a_record_written_twice_queues_its_rung_once(sessions: Sessions) -> None:
    case = (await filed(sessions)).case
    climb = ladder.climb(case, LEY_2578, bogota(2026, 11, 30, 8), RULES)
    record = CaseRecord(climb.case.next_version(), "2026-06-01", acted(case, "escala").entries, (), climb.reminders)
    tables = CaseTables(sessions, CalendarTable(sessions))

    for _ in range(3):
        await tables.record(record)

    async with sessions() as session:
        lines = list(await session.scalars(select(DigestLineRow)))
    assert [(x.key, x.recipient, x.digested_on) for x in lines] == [
        (f"{case.radicado}/1/nivel@1.2026-11-27/coordinador", "coordinador", None)]  # fmt: skip


async def test_a_level_a_case_comes_back_to_has_one_row_that_of_its_last_stay(sessions: Sessions) -> None:
    case = (await filed(sessions)).case
    tables = CaseTables(sessions, CalendarTable(sessions))
    way = [
        (3, "VCC", bogota(2026, 11, 25, 9)),
        (2, "GAU", bogota(2026, 11, 26, 9)),
        (3, "VOT", bogota(2026, 11, 27, 9)),
    ]

    for level, area, at in way:
        passed = handling.escalate(case, p.Escalate(by="a", level=level, dependencia=area, reason="m"), at, LEY_2578)
        case = passed.next_version()
        await tables.record(CaseRecord(case, "2026-06-01", acted(case, "escalamiento").entries))

    async with sessions() as session:
        rows = list(await session.scalars(select(CaseLevelRow).order_by(CaseLevelRow.level)))
    assert [(x.level, x.from_level, x.dependencia, x.left_at is None) for x in rows] == [
        (1, None, "", False), (2, 3, "GAU", False), (3, 2, "VOT", True)]  # fmt: skip
    assert rows[2].entered_at == bogota(2026, 11, 27, 9)


async def test_an_older_record_never_undoes_the_level_of_a_newer_one(sessions: Sessions) -> None:
    case = (await filed(sessions)).case
    up = p.Escalate(by="a", level=2, dependencia="GAU", reason="m")
    higher = handling.escalate(case, up, bogota(2026, 11, 25, 9), LEY_2578)
    tables = CaseTables(sessions, CalendarTable(sessions))

    await tables.record(CaseRecord(replace(higher, version=3), "2026-06-01", acted(case, "escalamiento").entries))
    await tables.record(CaseRecord(replace(case, version=2), "2026-06-01", acted(case, "nota").entries))

    async with sessions() as session:
        rows = list(await session.scalars(select(CaseLevelRow).order_by(CaseLevelRow.level)))
    assert [(x.level, x.from_level, str(x.due_on), x.left_at is None) for x in rows] == [
        (1, None, "2026-11-27", False), (2, 1, "2026-12-02", True)]  # fmt: skip
    assert rows[0].entered_at == MORNING
