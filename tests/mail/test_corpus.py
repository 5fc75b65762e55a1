"""Difficult mail over a real IMAP server: every message has exactly one outcome, the expected one, and none is lost."""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from adapters.petition import Petition, PetitionTable
from adapters.tables import LetterRowTable
from adapters.tables_mail import IncomingRow
from tests.mail.corpus_machines import machines
from tests.mail.corpus_people import people
from tests.mail.door import Door, digest
from tests.mail.letters import Known, Sample
from tests.support import World, filed_by, now

RECEIVED_AT = now() - timedelta(hours=3)
PLACES = Known("<0@x.example>", "2026-E-000001", "2026-E-000002")
NAMES = [sample.name for sample in (*people(PLACES), *machines(PLACES))]


@pytest.fixture(scope="module")
async def door(world: World) -> AsyncIterator[Door]:
    opened = Door(world)
    yield opened
    await opened.folder.close()


@pytest.fixture(scope="module")
async def samples(world: World, door: Door) -> Mapping[str, Sample]:
    """The whole corpus, delivered twice and settled, beside a case with a letter of ours and a stranger's."""
    mine = await world.filed("corpus")
    await mine.until_letter("acuse")
    other = await world.filed(
        "de otro", peticionario={"clase": "natural", "nombres": "Otro", "correo": "otro@correo.example"}
    )
    async with world.sessions() as session:
        letter = await session.scalar(select(LetterRowTable.message_id).filter_by(radicado=mine.radicado, kind="acuse"))
    known = Known(str(letter), mine.radicado, other.radicado)
    corpus = {sample.name: sample for sample in (*people(known), *machines(known))}
    await door.deliver(*(x.content for x in corpus.values()), *(x.content for x in corpus.values()), at=RECEIVED_AT)
    return corpus


def test_the_corpus_is_as_large_as_it_says() -> None:
    assert len(set(NAMES)) == len(NAMES) > 90


@pytest.mark.parametrize("name", NAMES)
async def test_a_difficult_message_has_its_one_outcome(door: Door, samples: Mapping[str, Sample], name: str) -> None:
    sample = samples[name]

    row = await door.row(sample.content)

    assert (row.outcome, row.settled_at is not None) == (sample.outcome, True), row.detail
    assert abs((row.received_at - RECEIVED_AT).total_seconds()) < 2


@pytest.mark.parametrize("name", [x.name for x in people(PLACES)])
async def test_a_message_of_a_person_is_read_whole(door: Door, samples: Mapping[str, Sample], name: str) -> None:
    sample = samples[name]

    petition, origin = await petition_of(door, sample)

    assert sample.says in petition.description
    assert sample.subject in {None, petition.subject}
    assert sample.origin in origin
    assert set(sample.holds) <= {file.name for file in petition.files}
    assert (petition.files[-1].name, petition.files[-1].sha256) == ("mensaje-original.eml", digest(sample.content))


async def test_nothing_of_a_script_is_kept_as_text(door: Door, samples: Mapping[str, Sample]) -> None:
    petition, _ = await petition_of(door, samples["html con programa"])

    assert petition.description == "Pido copia"


async def test_a_stranger_does_not_enter_a_case_by_its_number(door: Door, samples: Mapping[str, Sample]) -> None:
    row = await door.row(samples["radicado ajeno"].content)
    petition, origin = await petition_of(door, samples["radicado ajeno"])

    assert (petition.description, petition.subject[:4]) == ("Soy otro.", "RE: ")
    assert origin == f"Menciona el caso {petition.subject[4:]}, pero no escribe su peticionario."
    assert row.radicado != petition.subject[4:]


async def test_no_message_is_left_and_none_was_taken_twice(door: Door, samples: Mapping[str, Sample]) -> None:
    async with door.world.sessions() as session:
        rows = await session.scalar(
            select(func.count()).where(IncomingRow.received_at < RECEIVED_AT + timedelta(minutes=1))
        )
        cases = await session.scalars(select(IncomingRow.radicado).where(IncomingRow.outcome == "radicado"))
        opened = list(cases)

    assert rows == len(samples)
    assert len(set(opened)) == len(opened)
    assert door.world.stack.imap.kept() == 0
    assert door.world.stack.imap.kept("Procesados") >= 2 * len(samples)


async def petition_of(door: Door, sample: Sample) -> tuple[Petition, str]:
    """What a message opened, and what its filing says of where it came from."""
    row = await door.row(sample.content)
    origin = (await filed_by(door.world.sessions, str(row.radicado))).origin
    petition = await PetitionTable(door.world.sessions).read(str(row.radicado))
    assert petition is not None
    return petition, origin
