"""What the database keeps of people is sealed with the key of their case, and found without being legible."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text, update

from adapters.codec import KeyDestroyed
from adapters.database import Sessions, connect_database
from adapters.facts import FactTables
from adapters.petition import PetitionTable
from adapters.read_model import Filters, ReadModel
from adapters.sealing import Seal, SealBroken
from adapters.snapshots import case_of, kept
from adapters.tables import CaseRow
from adapters.tables_archive import CaseKeyRow
from domain import acts
from domain import petitions as p
from domain.case import Case
from domain.colombia import LEY_2578
from tests.adapters.filings import MORNING, filed
from tests.support import bogota, filed_by

KEY = bytes(range(32))


async def found(sessions: Sessions, words: str) -> list[str]:
    return [x.radicado for x in await ReadModel(sessions).listed(Filters(equal={}, words=words))]


@pytest.mark.parametrize("value", ["", "Ñandú ‮ 😀 \\u0041", {"nombres": "Lucía", "apoderado": {"nombres": "R"}}, None])
def test_what_is_closed_opens_as_it_was(value: object) -> None:
    seal = Seal("2026-E-000001", KEY)

    assert seal.open("text", seal.close("text", value)) == value
    assert seal.close("text", value) != seal.close("text", value)


def test_what_is_sealed_opens_only_where_it_stands() -> None:
    sealed = Seal("2026-E-000001", KEY).close("text", "Mi deuda.")

    for stranger, place in ((Seal("2026-E-000001", KEY), "draft"), (Seal("2026-E-000002", KEY), "text"),
                            (Seal("2026-E-000001", bytes(32)), "text")):  # fmt: skip
        with pytest.raises(SealBroken):
            stranger.open(place, sealed)


@pytest.mark.parametrize("altered", [b"", b"\x00" * 12, b"\x00" * 40])
def test_what_was_altered_says_so(altered: bytes) -> None:
    with pytest.raises(SealBroken, match=r"text of 2026-E-000001"):
        Seal("2026-E-000001", KEY).open("text", altered)


async def test_the_key_of_a_case_destroyed_nothing_of_it_opens(sessions: Sessions, database_url: str) -> None:
    radicado = (await filed(sessions)).case.radicado
    text_hash = await FactTables(sessions).keep_text(radicado, "nota", "agente", "Vive en Pasto.")
    async with sessions.begin() as session:
        mine = update(CaseKeyRow).where(CaseKeyRow.radicado == radicado)
        await session.execute(mine.values(wrapped=None, destroyed_at=datetime.now(UTC)))
    engine, afterwards = connect_database(database_url, bytes(32))

    for reading in (PetitionTable(afterwards).read(radicado), FactTables(afterwards).text(radicado, text_hash),
                    FactTables(afterwards).case(radicado), ReadModel(afterwards).case(radicado)):  # fmt: skip
        with pytest.raises(KeyDestroyed):
            await reading
    await engine.dispose()


async def test_two_cases_with_the_same_text_keep_each_its_own(sessions: Sessions) -> None:
    first, second = [(await filed(sessions)).case.radicado for _ in range(2)]
    facts = FactTables(sessions)

    hashes = {await facts.keep_text(radicado, "respuesta", "agente", "Se accede.") for radicado in (first, second)}
    petitions = [await PetitionTable(sessions).read(radicado) for radicado in (first, second)]

    assert len(hashes) == 1
    assert {await facts.text(x, hashes.copy().pop()) for x in (first, second)} == {"Se accede."}
    assert [[x.body for x in petition.texts] for petition in petitions if petition] == [["Se accede."]] * 2


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("créditos", 1),
        ("CREDITO", 1),
        ('"crédito repetido"', 0),
        ('"cobro repetido"', 1),
        ("cuota -crédito", 0),
        ("cuota -desembolso", 1),
        ("desembolso or cobrar", 1),
        ("Lucía", 0),
        ("'; DROP TABLE filing; --", 0),
        ("de la", 0),
    ],
)
async def test_cases_are_found_by_what_they_say_and_never_by_who_says_it(
    sessions: Sessions, words: str, times: int
) -> None:
    said = "Me cobraron dos veces la misma cuota. Lucía."
    radicado = (await filed(sessions, description=said)).case.radicado

    assert await found(sessions, words) == [radicado] * times


async def test_the_index_says_no_word(sessions: Sessions) -> None:
    await filed(sessions)

    async with sessions() as session:
        index = str(await session.scalar(text("SELECT search::text FROM filing")))

    assert index.count("'") > 8
    assert not any(word in index for word in ("cobr", "repet", "crédit", "cuot", "luc", "rio"))


async def test_a_case_keeps_its_words_sealed_and_has_them_back(sessions: Sessions) -> None:
    case = (await filed(sessions)).case
    order = p.Prorroga(new_due_on=bogota(2026, 12, 22).date(), reason="Falta el concepto de la universidad.", by="c")
    longer = acts.grant_prorroga(case, order, MORNING, LEY_2578)

    async with sessions() as session:
        seal = await sessions.keys.seal_of(session, case.radicado)
        columns = kept(longer, seal)
        row = CaseRow(radicado=case.radicado, **columns)
        back = await case_of(session, sessions.keys, row)

    assert back == longer
    assert "universidad" not in str(columns["snapshot"])
    assert isinstance(back, Case)


async def test_a_filing_that_was_sealed_is_read_after_a_rotation(sessions: Sessions, database_url: str) -> None:
    radicado = (await filed(sessions)).case.radicado
    engine, rotated = connect_database(database_url, bytes(32) + KEY)

    assert (await filed_by(rotated, radicado)).subject == "Cobro repetido en mi crédito"
    assert await found(rotated, "cobro") == [radicado]
    await engine.dispose()
