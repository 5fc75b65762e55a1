"""Who acts for whom: heads, coordinators, teams, and substitutes while someone is absent."""

from dataclasses import replace
from datetime import date

import pytest

from domain.catalog_seed_organization import ORGANIZATION
from domain.organization import Absence, Organization

MONDAY = date(2026, 12, 14)
AWAY = (Absence(from_on=date(2026, 12, 14), to_on=date(2026, 12, 18), reason="Vacaciones"),)


def absent(*codes: str) -> Organization:
    officials = (replace(x, absences=AWAY) if x.code in codes else x for x in ORGANIZATION.officials)
    return replace(ORGANIZATION, officials=tuple(officials))


@pytest.mark.parametrize(
    ("role", "dependencia", "mail"),
    [
        ("responsable", "", "respuesta@icetex.example"),
        ("coordinador", "", "coordinacion.gau@icetex.example"),
        ("jefe", "", "jefatura.ocm@icetex.example"),
        ("control_interno", "", "control.interno@icetex.example"),
        ("entidad", "", "correspondencia@icetex.example"),
        ("coordinador", "VCC", "enlace.vcc@icetex.example"),
        ("jefe", "VCC", "jefatura.vcc@icetex.example"),
        ("jefe", "dependencia-suprimida", "jefatura.ocm@icetex.example"),
    ],
)
def test_each_role_of_a_case_has_somebody(role: str, dependencia: str, mail: str) -> None:
    assert ORGANIZATION.in_role(role, dependencia, None, MONDAY).mail == mail


def test_the_responsible_of_a_case_is_who_it_was_assigned_to() -> None:
    assert ORGANIZATION.in_role("responsable", "GAU", "agente-07", MONDAY).code == "agente-07"


def test_a_responsible_nobody_knows_is_the_team() -> None:
    assert ORGANIZATION.in_role("responsable", "VCC", "quien-se-fue", MONDAY).code == "equipo.vcc"


def test_while_someone_is_absent_the_substitute_acts_and_afterwards_no_more() -> None:
    organization = absent("coordinacion.gau")

    during = [organization.in_role("coordinador", "GAU", None, day).code for day in (AWAY[0].from_on, AWAY[0].to_on)]
    around = [organization.in_role("coordinador", "GAU", None, date(2026, 12, n)).code for n in (13, 19)]

    assert during == ["suplencia.gau", "suplencia.gau"]
    assert around == ["coordinacion.gau", "coordinacion.gau"]


def test_when_the_substitute_is_absent_too_theirs_acts() -> None:
    organization = absent("jefatura.ocm", "coordinacion.gau")

    assert organization.in_role("jefe", "GAU", None, MONDAY).code == "suplencia.gau"


def test_a_role_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(LookupError):
        ORGANIZATION.in_role("rector", "GAU", None, MONDAY)


@pytest.mark.parametrize(
    ("code", "name"),
    [("VCC", "Vicepresidencia de Crédito y Cobranza"), ("GAU", "Grupo de Atención al Usuario"),
     ("OAU", "Grupo de Atención al Usuario"), ("", "Grupo de Atención al Usuario"),
     ("YA_NO_ESTA", "Grupo de Atención al Usuario")],
)  # fmt: skip
def test_the_area_of_the_case_signs_and_for_a_contractor_the_entity(code: str, name: str) -> None:
    assert ORGANIZATION.signing(code) == name
