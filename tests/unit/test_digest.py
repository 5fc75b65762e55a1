"""The morning's digest: who is told what, once a case, and nothing on a day nobody works."""

from dataclasses import replace
from datetime import date
from typing import Any

from domain.catalog_seed_organization import ORGANIZATION
from domain.colombia import LEY_2578
from domain.digest import Digest, DigestCase, DigestLine, digests
from domain.organization import Absence

WEDNESDAY = date(2026, 12, 9)
"""Tuesday 8 December is a holiday."""


def a_case(**changes: Any) -> DigestCase:
    given = {"radicado": "2026-E-000001", "type": "Queja", "dependencia": "GAU", "responsible": "agente-07",
             "level": 2, "due_on": WEDNESDAY, "level_due_on": None}  # fmt: skip
    return DigestCase(**{**given, **changes})


def made(*cases: DigestCase, lines: tuple[DigestLine, ...] = (), on: date = WEDNESDAY) -> dict[str, Digest]:
    found = digests(on, cases, lines, ORGANIZATION, LEY_2578)
    return {x.official.code: x for x in found}


def test_the_responsible_the_coordinator_and_the_head_are_told() -> None:
    assert set(made(a_case())) == {"agente-07", "coordinacion.gau", "jefatura.ocm"}


def test_a_case_is_in_the_section_of_its_date() -> None:
    days = {"vencido": date(2026, 12, 7), "hoy": WEDNESDAY, "pronto": date(2026, 12, 14), "lejos": date(2026, 12, 15)}

    digest = made(*(a_case(radicado=name, due_on=day) for name, day in days.items()))["agente-07"]

    assert [[x.radicado for x in section] for section in (digest.overdue, digest.today, digest.soon)] == [
        ["vencido"], ["hoy"], ["pronto"]]  # fmt: skip


def test_a_level_that_lapsed_is_told_while_the_legal_term_is_far() -> None:
    far = a_case(due_on=date(2026, 12, 30), level_due_on=date(2026, 12, 7))

    assert [x.radicado for x in made(far)["coordinacion.gau"].level_lapsed] == [far.radicado]
    assert made(replace(far, level_due_on=WEDNESDAY)) == {}


def test_a_rung_that_waited_is_told_to_whom_it_is_for() -> None:
    line = DigestLine(key="k", radicado="2026-E-000001", recipient="coordinador", says="pasó el término interno")

    found = made(a_case(due_on=date(2026, 12, 30)), lines=(line,))

    assert {code: digest.lines for code, digest in found.items()} == {"coordinacion.gau": [line]}


def test_on_a_day_nobody_works_nothing_is_sent() -> None:
    assert made(a_case(), on=date(2026, 12, 8)) == {}
    assert made(a_case(), on=date(2026, 12, 12)) == {}


def test_a_substitute_gets_one_digest_with_both_what_is_theirs_and_what_they_stand_in_for() -> None:
    away = (Absence(from_on=WEDNESDAY, to_on=WEDNESDAY),)
    officials = (replace(x, absences=away) if x.code == "jefatura.ocm" else x for x in ORGANIZATION.officials)
    organization = replace(ORGANIZATION, officials=tuple(officials))

    found = digests(WEDNESDAY, [a_case()], [], organization, LEY_2578)

    assert [(x.official.code, x.cases) for x in found] == [("agente-07", 1), ("coordinacion.gau", 1)]


def test_a_case_told_twice_counts_once() -> None:
    line = DigestLine(key="k", radicado="2026-E-000001", recipient="responsable", says="x")

    assert made(a_case(), lines=(line,))["agente-07"].cases == 1
