"""What a published copy leaves out, and what it leaves as it was."""

import pytest

from domain.redaction import HIDDEN, redacted

WHO = ("Lucía Fernanda Ríos Peña", "52998877", "lucia@correo.example", "3001234567", "Calle 8 # 3-21")


@pytest.mark.parametrize(
    "said",
    [
        "Lucía Fernanda Ríos Peña", "LUCIA FERNANDA RIOS PEÑA", "Lucia  Fernanda\nRíos Peña", "Ríos", "PEÑA",
        "52998877", "52.998.877", "52 998 877", "lucia@correo.example", "otra.persona@sitio.com.co",
        "300 123 4567", "calle 8 # 3-21", "Calle 8 #  3-21".replace("  ", " "),
    ],
)  # fmt: skip
def test_who_the_petitioner_is_never_shows(said: str) -> None:
    text = redacted(f"Se informa: {said}. Fin.", WHO)

    assert text.startswith("Se informa: ")
    assert text.endswith(". Fin.")
    assert said not in text
    assert HIDDEN in text


@pytest.mark.parametrize("said", ["C.C. 80.123.456", "cédula de ciudadanía n.º 80123456", "NIT 900.123.456-7"])
def test_any_identity_document_is_hidden(said: str) -> None:
    assert redacted(f"Con {said} del tercero.", ()) == f"Con {HIDDEN} del tercero."


@pytest.mark.parametrize(
    "said",
    ["El crédito 2026-E-000123 vale $ 1.250.000", "los ríos de la región", "Ley 1437 de 2011, art. 69", "2 de mayo"],
)
def test_what_does_not_tell_who_it_is_stays(said: str) -> None:
    assert redacted(said, WHO) == said


def test_accents_of_what_stays_are_kept() -> None:
    assert redacted("Señor Núñez, la petición de Lucía fue así", WHO) == f"Señor Núñez, la petición de {HIDDEN} fue así"
