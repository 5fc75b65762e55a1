"""Calendar versions in PostgreSQL: each made over the one in force, also when two are published at once."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from adapters.calendars import CalendarTable
from adapters.database import Sessions
from domain.calendar import Calendar, CalendarMoved, VersionTaken
from domain.colombia import LEY_2578


def with_holiday(base: Calendar, version: str, day: date) -> Calendar:
    return replace(base, version=version, holidays={**base.holidays, day: "Día de prueba"})


async def test_of_versions_published_at_once_over_the_same_one_only_the_first_is_kept(sessions: Sessions) -> None:
    days = [date(2027, 2, day) for day in range(1, 6)]
    drafts = [with_holiday(LEY_2578, f"a-la-vez-{day.day}", day) for day in days]

    # Each process has its own table.
    publications = (CalendarTable(sessions).publish(draft, base=LEY_2578.version) for draft in drafts)
    done = await asyncio.gather(*publications, return_exceptions=True)
    calendars = CalendarTable(sessions)
    names = [row.version for row in await calendars.published()]

    kept = [draft for draft, failure in zip(drafts, done, strict=True) if failure is None]
    assert [type(failure) for failure in done if failure] == [CalendarMoved] * 4
    assert names[:2] == [kept[0].version, LEY_2578.version]
    assert await calendars.in_force() == kept[0]


async def test_one_name_published_twice_at_once_is_one_version(sessions: Sessions) -> None:
    drafts = [with_holiday(LEY_2578, "la-misma", date(2027, 2, day)) for day in (1, 2)]

    publications = (CalendarTable(sessions).publish(draft, base=LEY_2578.version) for draft in drafts)
    done = await asyncio.gather(*publications, return_exceptions=True)

    assert [type(failure) for failure in done if failure] == [VersionTaken]


async def test_a_version_over_the_last_one_keeps_the_holidays_of_both(sessions: Sessions) -> None:
    calendars, first, second = CalendarTable(sessions), date(2027, 2, 1), date(2027, 2, 2)
    one = with_holiday(LEY_2578, "uno", first)
    await calendars.publish(one, base=LEY_2578.version)

    await calendars.publish(with_holiday(one, "dos", second), base="uno")

    in_force = await CalendarTable(sessions).in_force()
    assert (in_force.version, {first, second} <= set(in_force.holidays)) == ("dos", True)
    with pytest.raises(VersionTaken, match="una versión publicada no cambia"):
        await calendars.publish(one, base="dos")
    with pytest.raises(CalendarMoved, match="rige el calendario dos, no el uno"):
        await calendars.publish(with_holiday(one, "tres", second), base="uno")
