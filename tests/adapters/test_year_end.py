"""The last hours of a year: date, year and series are those of Bogotá, whatever the clock of the server says."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from activities.messages import LetterOrder
from adapters.database import Sessions
from adapters.letter_book import LetterTable
from adapters.tables import CaseRow, FilingRow
from domain.case_letters import DueLetter, Medium
from domain.colombia import LEY_2578
from domain.instants import bogota_date
from domain.letters import LetterKind
from tests.adapters.filings import filed
from tests.support import bogota

LAST_HOURS = [bogota(2026, 12, 31, hour, 30) for hour in range(19, 24)]


@pytest.fixture(params=["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def _server_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The time zone of the process."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_server_in")
@pytest.mark.parametrize(
    ("at", "day", "radicado"),
    [
        (bogota(2026, 12, 31, 23, 59, 59), date(2026, 12, 31), "2026-E-000001"),
        (bogota(2027, 1, 1, 0, 0, 1), date(2027, 1, 1), "2027-E-000001"),
        *((at, date(2026, 12, 31), "2026-E-000001") for at in LAST_HOURS),
    ],
    ids=str,
)
async def test_a_filing_at_the_end_of_the_year_is_of_its_day_in_bogota(
    sessions: Sessions, at: datetime, day: date, radicado: str
) -> None:
    done = await filed(sessions, at=at.astimezone(UTC), received_at=at.astimezone(UTC))

    async with sessions() as session:
        kept = await session.get_one(FilingRow, done.case.radicado)
        case = await session.get_one(CaseRow, done.case.radicado)
    assert done.case.radicado == radicado
    assert bogota_date(kept.received_at) == day
    assert case.due_on == LEY_2578.business_days_after(day, 15)


@pytest.mark.usefixtures("_server_in")
async def test_letters_across_the_end_of_the_year_are_numbered_in_the_series_of_their_year(sessions: Sessions) -> None:
    book = LetterTable(sessions)
    midnight = bogota(2027, 1, 1).astimezone(UTC)

    rows = [
        await book.claim(_order(n, midnight + timedelta(seconds=n)), f"<{n}@prueba>", series="S")
        for n in (-2, -1, 0, 1)
    ]

    assert [x.outgoing_radicado for x in rows] == ["2026-S-000001", "2026-S-000002", "2027-S-000001", "2027-S-000002"]


def _order(number: int, at: datetime) -> LetterOrder:
    letter = DueLetter(key=f"2026-E-000001/1/respuesta/{number}/correo", kind=LetterKind.RESPUESTA, medium=Medium.EMAIL)
    return LetterOrder("2026-E-000001", letter, at)
