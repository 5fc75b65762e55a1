"""What is published of a letter: nothing that tells who its petitioner is, wherever it was written."""

from dataclasses import replace

import pytest

from activities.enclosures import petition, published
from activities.ports import CaseFacts, Contact
from domain.sheets import identity_of
from tests.support import bogota

FILED = bogota(2026, 11, 24, 9)
WHO = "Nubia Gómez"
CASE = CaseFacts(
    subject="Crédito", description="", filed_at=FILED, received_at=FILED, query_code="ABC", petitioner=Contact(WHO),
    is_identity_hidden=False, identifiers=(WHO, "20261124"),
)  # fmt: skip


@pytest.mark.parametrize("name", ["asunto", "texto", "motivo", "acto"])
def test_whatever_somebody_wrote_is_published_without_the_petitioner(name: str) -> None:
    facts = {name: "La señora Nubia Gómez, correo nubia@correo.example, no aportó nada."}

    said = published(facts, CASE)[name]

    assert said == "La señora [dato reservado], correo [dato reservado], no aportó nada."


def test_dates_and_who_signs_are_published_as_they_are() -> None:
    facts = {"nueva_fecha": "2026-11-24", "firmante": "Nubia Peña", "radicado": "2026-E-000001"}

    assert published(facts, CASE) == facts


IDENTITY = identity_of(
    {
        "nombres": WHO,
        "tipo_documento": "CC",
        "numero_documento": "52998877",
        "barrio": "Kennedy",
        "departamento": "Meta",
        "pais": "Colombia",
        "apoderado": {"nombres": "Rosa Abogada", "tipo_documento": "CC", "numero_documento": "41000"},
    }
)


def test_the_authority_that_receives_a_petition_knows_who_asks_and_who_asks_for_them() -> None:
    said = petition("2026-E-000001", replace(CASE, description="Pido el giro.", identity=IDENTITY)).splitlines()

    assert {"Nombre: Nubia Gómez", "Número de documento: 52998877", "Barrio: Kennedy", "Departamento: Meta"} < set(said)
    assert "Representante o apoderado: Rosa Abogada, CC, 41000" in said
    assert said[-1] == "Pido el giro."


def test_a_hidden_identity_is_remitted_without_anybody() -> None:
    said = petition("2026-E-000001", replace(CASE, is_identity_hidden=True, identity=IDENTITY))

    assert not any(fact in said for fact in ("Nubia", "52998877", "Rosa"))
