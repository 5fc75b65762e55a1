"""What the doors of the system refuse before any case is asked: each by its name."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from activities.messages import SurveyInvitation
from adapters.disposals import Disposals
from domain.case import PetitionerClass
from domain.catalog_seeds import SEEDS
from domain.catalogs import CatalogKind
from domain.colombia import LEY_2578
from domain.deadlines import ADOPTED
from domain.disposal import ArchiveLocked
from domain.survey import AlreadyRated, Rating, SurveyOver
from domain.terms import PqrsdType
from web.acts import ACTS, SurveyClosed, _not_running
from web.calendar import VersionUnknown, published
from web.cases import CursorUnknown, OutOfCalendar, place_of, plazos
from web.correspondence import SenderReserved, original
from workflows.survey import SurveyWorkflow

NOW = datetime(2026, 11, 25, 15, tzinfo=UTC)
SOMEBODY: Any = SimpleNamespace(name="supervisión", role="supervisor")


class Calendars:
    """One calendar is in force."""

    async def in_force(self) -> object:
        return LEY_2578

    async def get(self, version: str) -> object:
        raise LookupError(version)


class Catalogs:
    async def policy(self, day: object) -> object:
        return ADOPTED


class Mail:
    """A message of a case under reserva."""

    async def get(self, name: str) -> object:
        return SimpleNamespace(radicado="2026-E-000001", fingerprint=name, sha256=name)


class Cases:
    async def case(self, radicado: str) -> object:
        filing = SimpleNamespace(petitioner=PetitionerClass.RESERVED)
        return SimpleNamespace(case=SimpleNamespace(filing=filing))


class LockedStore:
    async def locked_until(self, digest: str) -> datetime:
        return datetime(2036, 11, 25, 15, tzinfo=UTC)


PARTS: Any = SimpleNamespace(calendars=Calendars(), catalogs=Catalogs(), mail=Mail(), cases=Cases(), now=lambda: NOW)


async def test_a_version_that_nobody_published_is_unknown() -> None:
    with pytest.raises(VersionUnknown, match="v0"):
        await published(PARTS, "v0")


@pytest.mark.parametrize("received_at", [datetime(1990, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)])
async def test_no_term_is_counted_where_no_calendar_reaches(received_at: datetime) -> None:
    with pytest.raises(OutOfCalendar):
        await plazos(PARTS, PqrsdType.QUEJA, received_at)


@pytest.mark.parametrize("cursor", ["hoy/2026-E-000001", "", "2026-13-01/x"])
def test_a_cursor_of_another_list_is_unknown(cursor: str) -> None:
    with pytest.raises(CursorUnknown):
        place_of(cursor)


async def test_a_message_of_who_asked_for_reserva_is_not_seen_without_a_reason() -> None:
    with pytest.raises(SenderReserved):
        await original("ab" * 32, SOMEBODY, PARTS)


async def test_what_the_archive_keeps_locked_is_not_eliminated() -> None:
    nothing: Any = None
    store: Any = LockedStore()

    with pytest.raises(ArchiveLocked, match="25/11/2036"):
        await Disposals(nothing, store, Path())._check_locks(["ab" * 32], NOW)


def a_survey() -> SurveyWorkflow:
    survey = SurveyWorkflow(SurveyInvitation("2026-E-000001", 1, NOW))
    form: Any = SEEDS[CatalogKind.SURVEY]
    survey._form = form
    return survey


def test_a_survey_is_rated_once() -> None:
    survey = a_survey()
    survey._rating = survey._accepted(Rating(score=5))

    with pytest.raises(AlreadyRated):
        survey._accepted(Rating(score=1))


def test_a_survey_that_ended_takes_no_rating() -> None:
    survey = a_survey()
    survey._is_over = True

    with pytest.raises(SurveyOver):
        survey._accepted(Rating(score=5))


async def test_a_link_to_a_survey_that_no_longer_runs_says_so() -> None:
    rate = next(act for act in ACTS if act.update == "rate")

    assert isinstance(await _not_running(rate, "2026-E-000001", PARTS), SurveyClosed)
