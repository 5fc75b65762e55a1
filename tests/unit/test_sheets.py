"""What enters the expediente that auditors read, and what of who asks."""

import re
from pathlib import Path

import pytest

from domain.case import PetitionerClass
from domain.sheets import FILED_TEXTS, FiledPetition, LaterText, petition_sheets, text_sheets
from tests.support import bogota

AT = bogota(2026, 11, 24, 9)
ROOT = Path(__file__).parents[2]
WHO = {
    "nombres": "Nubia Gómez",
    "barrio": "Kennedy",
    "departamento": "Meta",
    "pais": "Colombia",
    "apoderado": {"nombres": "Rosa Abogada", "numero_documento": "41000"},
}


def a_text(kind: str) -> LaterText:
    return LaterText(kind=kind, author="a", at=AT, body="Cuerpo.", sha256="0")


def filed(kind: PetitionerClass) -> FiledPetition:
    return FiledPetition(radicado="2026-E-000001", received_at=AT, filed_at=AT, channel="web", petitioner_class=kind,
                         petitioner=WHO, subject="s", description="d")  # fmt: skip


def kinds() -> set[str]:
    """Every kind of text that an act of the API keeps."""
    found = (re.findall(r'keep\("(\w+)"', path.read_text()) for path in (ROOT / "schemas").glob("*.py"))
    return {kind for named in found for kind in named}


def test_only_what_is_a_document_by_itself_enters() -> None:
    entered = {x.kind for x in text_sheets("2026-E-000001", tuple(map(a_text, sorted(kinds()))))}

    assert entered == FILED_TEXTS


@pytest.mark.parametrize("kind", ["revision", "borrador", "nota", "encuesta", "respuesta", "lo que alguien invente"])
def test_what_officials_write_for_themselves_never_enters(kind: str) -> None:
    assert text_sheets("2026-E-000001", (a_text(kind),)) == ()


def test_the_petition_says_who_asks_where_they_live_and_who_asks_for_them() -> None:
    [sheet] = petition_sheets(filed(PetitionerClass.NATURAL))

    said = dict(sheet.facts)
    assert (said["Barrio"], said["Departamento"], said["País"]) == ("Kennedy", "Meta", "Colombia")
    assert said["Representante o apoderado"] == "Rosa Abogada, 41000"


def test_of_a_reserved_identity_the_representative_is_in_its_notebook_and_nowhere_else() -> None:
    plain, notebook = petition_sheets(filed(PetitionerClass.RESERVED))

    assert dict(notebook.facts)["Representante o apoderado"] == "Rosa Abogada, 41000"
    assert notebook.is_reserved
    assert not {"Nombre", "Barrio", "Representante o apoderado"} & set(dict(plain.facts))
