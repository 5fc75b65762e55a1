"""Each case has a key from the moment it is filed until it is destroyed."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from adapters.case_keys import CaseKeys
from adapters.codec import KeyDestroyed, PayloadUnreadable
from adapters.database import Sessions
from adapters.tables_archive import CaseKeyRow
from tests.adapters.filings import filed

MASTER = bytes(32)


async def destroy(sessions: Sessions, radicado: str) -> None:
    gone = update(CaseKeyRow).where(CaseKeyRow.radicado == radicado)
    async with sessions.begin() as session:
        await session.execute(gone.values(wrapped=None, destroyed_at=datetime.now(UTC)))


async def test_every_filing_has_a_key_of_its_own(sessions: Sessions) -> None:
    first, second = [(await filed(sessions)).case.radicado for _ in range(2)]
    keys = CaseKeys(sessions, MASTER)

    one, other = await keys.key_of(first), await keys.key_of(second)

    assert one is not None
    assert len(one) == 32
    assert one != other
    assert await CaseKeys(sessions, MASTER).key_of(first) == one


async def test_after_a_rotation_older_keys_of_cases_are_still_read(sessions: Sessions) -> None:
    radicado = (await filed(sessions)).case.radicado

    assert await CaseKeys(sessions, MASTER + bytes(range(32))).key_of(radicado) is not None


async def test_without_the_master_key_the_key_of_a_case_is_not_read(sessions: Sessions) -> None:
    radicado = (await filed(sessions)).case.radicado

    with pytest.raises(PayloadUnreadable, match="another master key"):
        await CaseKeys(sessions, bytes(range(32))).key_of(radicado)


async def test_a_case_without_a_key_has_none(sessions: Sessions) -> None:
    assert await CaseKeys(sessions, MASTER).key_of("2020-E-000001") is None


async def test_a_destroyed_key_is_forgotten_when_its_time_is_over(sessions: Sessions) -> None:
    radicado = (await filed(sessions)).case.radicado
    remembering, forgetful = CaseKeys(sessions, MASTER), CaseKeys(sessions, MASTER, seconds=0)
    await remembering.key_of(radicado)
    await forgetful.key_of(radicado)

    await destroy(sessions, radicado)

    assert await remembering.key_of(radicado) is not None
    with pytest.raises(KeyDestroyed):
        await forgetful.key_of(radicado)
    remembering.forget(radicado)
    with pytest.raises(KeyDestroyed):
        await remembering.key_of(radicado)


async def test_a_case_that_had_no_key_yet_has_it_once_filed(sessions: Sessions) -> None:
    before = await sessions.keys.key_of("2026-E-000001")

    radicado = (await filed(sessions)).case.radicado

    assert (before, radicado) == (None, "2026-E-000001")
    assert await sessions.keys.key_of(radicado) is not None
    async with sessions() as session:
        assert set(await sessions.keys.seals_of(session, [radicado, radicado])) == {radicado}
        with pytest.raises(PayloadUnreadable, match="has no key"):
            await sessions.keys.seal_of(session, "2020-E-000001")
