"""Catalog versions in PostgreSQL, and the officials they name."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adapters.catalogs import CatalogTable
from adapters.database import Sessions
from adapters.facts import FactTables
from adapters.template_catalog import installed
from domain.catalog_seed_organization import ORGANIZATION
from domain.catalog_seed_process import LADDERS, SERVICE_LEVELS
from domain.catalogs import GOVERNING, CatalogKind, CatalogMoved, CatalogVersionUnknown
from domain.deadlines import Policy
from domain.instants import bogota_date
from domain.organization import Absence, Organization
from domain.service_levels import ServiceLevels
from tests.adapters.filings import filed

TEMPLATES = Path(__file__).parents[2] / "templates"
TODAY = bogota_date(datetime.now(UTC))


async def published(sessions: Sessions, kind: CatalogKind, content: object, on: date = TODAY) -> int:
    catalogs = CatalogTable(sessions)
    base = (await catalogs.history(kind))[0].version
    return await catalogs.publish(kind, content, base=base, valid_from=on, by="supervisor", reason="Prueba")


def absent(code: str) -> Organization:
    away = (Absence(from_on=TODAY - timedelta(days=2), to_on=TODAY + timedelta(days=2)),)
    officials = (replace(x, absences=away) if x.code == code else x for x in ORGANIZATION.officials)
    return replace(ORGANIZATION, officials=tuple(officials))


async def test_a_fresh_database_has_the_first_version_of_every_catalog(sessions: Sessions) -> None:
    catalogs = CatalogTable(sessions)

    versions = await catalogs.versions_in_force(TODAY)

    assert versions == dict.fromkeys(CatalogKind, 1)
    assert (await catalogs.get(CatalogKind.LADDERS, 1)).content == LADDERS
    assert (await catalogs.organization(TODAY)) == ORGANIZATION


async def test_a_version_over_one_that_is_not_the_last_is_refused(sessions: Sessions) -> None:
    catalogs = CatalogTable(sessions)

    with pytest.raises(CatalogMoved, match="la última de «lecturas» es la 1, no la 3"):
        await catalogs.publish(CatalogKind.READINGS, Policy(), base=3, valid_from=TODAY, by="s", reason="x")


async def test_a_version_there_is_not_is_named(sessions: Sessions) -> None:
    with pytest.raises(CatalogVersionUnknown, match="«canales» no tiene una versión 7"):
        await CatalogTable(sessions).get(CatalogKind.CHANNELS, 7)


async def test_the_letters_of_who_is_absent_go_to_the_substitute(sessions: Sessions) -> None:
    case = (await filed(sessions)).case
    facts = FactTables(sessions)
    before = await facts.official("coordinador", case.radicado)

    await published(sessions, CatalogKind.DEPENDENCIAS, absent("coordinacion.gau"))
    during = await facts.official("coordinador", case.radicado)

    assert before.email == "coordinacion.gau@icetex.example"
    assert during.email == "suplencia.gau@icetex.example"


async def test_a_case_keeps_the_versions_of_its_receipt(sessions: Sessions) -> None:
    old = (await filed(sessions)).case
    short = replace(SERVICE_LEVELS, items=tuple(replace(x, ordinary_business_days=1) for x in SERVICE_LEVELS.items))

    await published(sessions, CatalogKind.SERVICE_LEVELS, short)
    await published(sessions, CatalogKind.READINGS, Policy(sfc_business_days=8))
    new = (await filed(sessions, at=datetime.now(UTC))).case
    catalogs = CatalogTable(sessions)

    assert old.filing.catalogs == {kind.value: 1 for kind in GOVERNING}
    assert new.filing.catalogs == {**old.filing.catalogs, "niveles": 2, "lecturas": 2}
    assert (old.filing.policy, new.filing.policy.sfc_business_days) == (Policy(), 8)
    assert (await catalogs.house_rules(old.filing.catalogs)).levels == SERVICE_LEVELS
    assert (await catalogs.house_rules(new.filing.catalogs)).levels == short


async def test_a_case_from_before_there_were_catalogs_has_no_internal_terms(sessions: Sessions) -> None:
    rules = await CatalogTable(sessions).house_rules({})

    assert (rules.ladders, rules.levels) == (LADDERS, ServiceLevels())


async def test_a_version_that_begins_later_is_not_yet_in_force(sessions: Sessions) -> None:
    tomorrow = TODAY + timedelta(days=1)
    await published(sessions, CatalogKind.READINGS, Policy(sfc_business_days=8), on=tomorrow)
    catalogs = CatalogTable(sessions)

    found = [(await catalogs.in_force(CatalogKind.READINGS, day)).version for day in (TODAY, tomorrow)]

    assert found == [1, 2]


async def test_a_version_published_for_a_day_rules_from_it_whatever_was_published_meanwhile(sessions: Sessions) -> None:
    tomorrow = TODAY + timedelta(days=1)
    catalogs = CatalogTable(sessions)

    await published(sessions, CatalogKind.READINGS, Policy(sfc_business_days=8), on=tomorrow)
    await published(sessions, CatalogKind.READINGS, Policy(sfc_business_days=9), on=TODAY)
    days = [(await catalogs.in_force(CatalogKind.READINGS, day)).version for day in (TODAY, tomorrow)]
    await published(sessions, CatalogKind.READINGS, Policy(sfc_business_days=10), on=tomorrow)
    corrected = (await catalogs.in_force(CatalogKind.READINGS, tomorrow)).version

    assert (days, corrected) == ([3, 2], 4)


async def test_templates_installed_later_are_a_version_of_their_own_and_only_once(sessions: Sessions) -> None:
    catalogs, now = CatalogTable(sessions), installed(TEMPLATES)
    first = now.items[0]
    other = replace(now, items=(replace(first, fingerprint="0" * 12), *now.items[1:]))

    for content in (now, other, other):
        await catalogs.publish_installed(CatalogKind.TEMPLATES, content, reason="Instalación")
    history = await catalogs.history(CatalogKind.TEMPLATES)

    assert [x.version for x in history] == [2, 1]
    assert history[0].published_by == "sistema"
    assert {x.code for x in history[1].content.files} >= set(first.files)
