"""What is published of a letter: nothing that tells who its petitioner is, wherever it was written."""

import pytest

from activities.enclosures import published
from activities.ports import CaseFacts, Contact
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
