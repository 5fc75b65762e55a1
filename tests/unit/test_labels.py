"""Whoever reads a case reads words: every state, medium and letter has one, and a letter that left says what became."""

from dataclasses import replace

from domain.case import State, opened
from domain.case_letters import Medium, SentLetter
from domain.colombia import LEY_51
from domain.labels import LETTERS, MEDIA, STATES
from domain.letters import LetterKind
from tests.support import a_domain_filing, bogota
from workflows.display import details, said_of


def test_every_state_medium_and_letter_has_its_words() -> None:
    assert set(STATES) == set(State)
    assert set(MEDIA) == set(Medium)
    assert set(LETTERS) == set(LetterKind)


def test_a_supervisor_reads_no_code_in_the_temporal_ui() -> None:
    case = opened(a_domain_filing())
    [owed] = case.due_letters
    left = SentLetter.of(owed, "enviada", bogota(2025, 2, 3, 10), None, None)
    answered = SentLetter.of(
        replace(owed, kind=LetterKind.AVISO_PRORROGA), "sin_destino", bogota(2025, 2, 4, 8), "2025-S-000001", None
    )

    text = details(replace(case, letters=(left, answered)), case.deadlines(LEY_51))

    assert said_of(replace(owed, kind=LetterKind.AVISO_PRORROGA, medium=Medium.POSTAL)) == (
        "Aviso de prórroga · Dirección postal"
    )
    assert text.splitlines() == [
        "**2025-E-000001** · Petición de interés particular · En clasificación",
        "",
        "Nivel 1, sin dependencia; vence el 24/02/2025",
        "",
        "- Acuse de recibo · Enviada · 03/02/2025 10:00",
        "- Aviso de prórroga · Sin dirección a la cual enviarla · 04/02/2025 08:00 · 2025-S-000001",
    ]
