"""Filing in PostgreSQL: once a key, numbered without gaps, all of it or nothing."""

import asyncio
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from adapters.catalogs import CatalogTable
from adapters.database import Sessions
from adapters.personal import attached_to
from adapters.tables import CaseRow, CrmDeliveryRow, FilingRow, LogRow, OutboxRow
from domain.catalog_seed_reception import MOTIVES
from domain.catalogs import CatalogKind
from domain.instants import start_of
from domain.intake import IdempotencyConflict, StoredFile, with_proposal
from domain.matters import MotiveUnknown, ProductUnknown
from tests.adapters.filings import MORNING, a_new_filing, filed, intake
from tests.support import bogota, filed_by


async def counted(sessions: Sessions, *tables: str) -> list[int]:
    async with sessions() as session:
        return [await session.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in tables]


async def test_a_filing_is_stored_whole(sessions: Sessions) -> None:
    attachment = StoredFile("recibo.pdf", "application/pdf", 12, "ab" * 32)

    done = await filed(sessions, files=(attachment,), origin="portal")

    radicado = done.case.radicado
    async with sessions() as session:
        filing = await session.get_one(FilingRow, radicado)
        case = await session.get_one(CaseRow, radicado)
        line = await session.get_one(LogRow, (radicado, 1, 0))
        [kept] = await attached_to(session, await sessions.keys.seal_of(session, radicado), radicado)
        told = (await session.scalars(select(CrmDeliveryRow))).one()
    assert radicado == "2026-E-000001"
    kept_words = await filed_by(sessions, radicado)
    who = kept_words.petitioner["nombres"]
    assert (who, kept_words.origin, filing.received_at) == ("Lucía Ríos", "portal", MORNING)
    assert kept_words.query_code == done.query_code
    assert (case.state, case.version, str(case.due_on)) == ("en_clasificacion", 1, "2026-12-16")
    assert (line.act, line.at) == ("radicacion", MORNING)
    assert (kept.name, kept.size_bytes) == ("recibo.pdf", 12)
    assert (told.sequence, told.event, told.payload["vence_el"]) == (1, "radicacion", "2026-12-16")


@pytest.mark.parametrize(
    ("said", "rule"), [({"product": "credito_lunar"}, ProductUnknown), ({"motive": "nada"}, MotiveUnknown)]
)
async def test_what_no_catalog_in_force_has_is_refused_and_takes_no_number(
    sessions: Sessions, said: dict[str, Any], rule: type[Exception]
) -> None:
    with pytest.raises(rule, match=f"«{next(iter(said.values()))}» no está en el catálogo"):
        await filed(sessions, **said)

    assert await counted(sessions, "filing", "radicado_counter") == [0, 0]


async def test_a_case_is_about_what_the_catalogs_of_its_day_say(sessions: Sessions) -> None:
    catalogs = CatalogTable(sessions)
    ours = [replace(x, dependencia="OAU") if x.code == "cartera" else x for x in MOTIVES.items if x.code != "etica"]
    said = with_proposal(a_new_filing(), None)

    before = await intake(sessions).file(said, key=None, fingerprint="", at=MORNING)
    await catalogs.publish(
        CatalogKind.MOTIVES, replace(MOTIVES, items=tuple(ours)), base=1, valid_from=MORNING.date(), by="s", reason="x"
    )
    after = await intake(sessions).file(said, key=None, fingerprint="", at=MORNING)

    kept = [(await filed_by(sessions, x.case.radicado)).proposal or {} for x in (before, after)]
    assert [(x["motive"], x["dependencia"]) for x in kept] == [("cartera", "VCC"), ("cartera", "OAU")]
    assert [x.case.filing.catalogs["motivos"] for x in (before, after)] == [1, 2]
    with pytest.raises(MotiveUnknown):
        await filed(sessions, motive="etica")


async def test_a_filing_owes_its_workflow_and_its_crm_delivery(sessions: Sessions) -> None:
    done = await filed(sessions)

    async with sessions() as session:
        owed = {row.key: row for row in await session.scalars(select(OutboxRow))}
    assert set(owed) == {f"caso/{done.case.radicado}/1", f"crm/{done.case.radicado}/1"}
    assert "nombres" not in str(owed[f"caso/{done.case.radicado}/1"].payload)


async def test_twenty_equal_filings_at_once_are_one_case(sessions: Sessions) -> None:
    ours = intake(sessions)

    done = await asyncio.gather(
        *(ours.file(a_new_filing(), key="la-misma", fingerprint="a", at=MORNING) for _ in range(20))
    )

    assert {x.case.radicado for x in done} == {"2026-E-000001"}
    assert len({x.query_code for x in done}) == 1
    assert [x.is_repeated for x in done].count(False) == 1
    assert await counted(sessions, "filing", "pqrsd_case", "radicado_counter") == [1, 1, 1]


async def test_two_processes_with_the_same_key_file_once(sessions: Sessions) -> None:
    processes = [intake(sessions) for _ in range(10)]

    done = await asyncio.gather(
        *(each.file(a_new_filing(), key="la-misma", fingerprint="a", at=MORNING) for each in processes)
    )

    assert {x.case.radicado for x in done} == {"2026-E-000001"}
    assert await counted(sessions, "filing") == [1]


async def test_the_same_key_with_another_body_is_refused(sessions: Sessions) -> None:
    ours = intake(sessions)
    await ours.file(a_new_filing(), key="k", fingerprint="a", at=MORNING)

    with pytest.raises(IdempotencyConflict):
        await ours.file(a_new_filing(subject="Otro"), key="k", fingerprint="b", at=MORNING)

    assert await counted(sessions, "filing") == [1]


async def test_two_hundred_at_once_across_the_end_of_a_year_are_consecutive_in_each(sessions: Sessions) -> None:
    midnight = start_of(bogota(2027, 1, 1).date())
    moments = [midnight + timedelta(seconds=n - 100) for n in range(200)]

    done = await asyncio.gather(*(filed(sessions, at=at, received_at=at) for at in moments))

    numbers = defaultdict(list)
    for each in done:
        year, _, number = each.case.radicado.split("-")
        numbers[year].append(int(number))
    assert {year: sorted(given) for year, given in numbers.items()} == {
        "2026": list(range(1, 101)),
        "2027": list(range(1, 101)),
    }


async def test_the_year_is_the_one_in_bogota(sessions: Sessions) -> None:
    last_second, first_second = bogota(2026, 12, 31, 23, 59, 59), bogota(2027, 1, 1, 0, 0, 1)

    old, new = [await filed(sessions, at=at, received_at=at) for at in (last_second, first_second)]

    assert (old.case.radicado, new.case.radicado) == ("2026-E-000001", "2027-E-000001")


async def test_the_number_grows_past_six_digits(sessions: Sessions) -> None:
    async with sessions.begin() as session:
        await session.execute(text("INSERT INTO radicado_counter VALUES ('E', 2026, 999999)"))

    done = await filed(sessions)

    assert done.case.radicado == "2026-E-1000000"


async def test_a_filing_whose_commit_fails_leaves_nothing_and_gives_its_number_back(sessions: Sessions) -> None:
    ours = intake(sessions)
    async with sessions.begin() as session:
        await session.execute(text("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS "
                                   "$$BEGIN RAISE EXCEPTION 'sin luz'; END$$"))  # fmt: skip
        await session.execute(text("CREATE CONSTRAINT TRIGGER die AFTER INSERT ON crm_delivery "
                                   "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()"))  # fmt: skip

    with pytest.raises(DBAPIError, match="sin luz"):
        await ours.file(a_new_filing(), key="k", fingerprint="a", at=MORNING)
    left = await counted(sessions, "filing", "pqrsd_case", "idempotency", "outbox", "radicado_counter")
    async with sessions.begin() as session:
        await session.execute(text("DROP TRIGGER die ON crm_delivery"))
    again = await ours.file(a_new_filing(), key="k", fingerprint="a", at=MORNING)

    assert left == [0, 0, 0, 0, 0]
    assert (again.case.radicado, again.is_repeated) == ("2026-E-000001", False)


async def test_a_filing_given_up_while_it_waits_leaves_nothing(sessions: Sessions) -> None:
    ours = intake(sessions)
    async with sessions() as holder:
        await holder.execute(text("INSERT INTO radicado_counter VALUES ('E', 2026, 41)"))
        waiting = asyncio.create_task(ours.file(a_new_filing(), key="k", fingerprint="a", at=MORNING))
        async with sessions() as observer:
            while not await observer.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                await asyncio.sleep(0.01)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await holder.commit()

    again = await ours.file(a_new_filing(), key="k", fingerprint="a", at=MORNING)

    assert (again.case.radicado, again.is_repeated) == ("2026-E-000042", False)
    assert await counted(sessions, "filing", "idempotency") == [1, 1]


@pytest.mark.parametrize("hostile", ["'; DROP TABLE filing; --", '\\" \\u0041 {"a": 1}', "‮ 😀 :filing $1 %s"])
async def test_any_text_is_kept_as_it_came(sessions: Sessions, hostile: str) -> None:
    done = await filed(sessions, subject=hostile, description=hostile, petitioner={"nombres": hostile})

    kept = await filed_by(sessions, done.case.radicado)
    assert (kept.subject, kept.description, kept.petitioner) == (hostile, hostile, {"nombres": hostile})
