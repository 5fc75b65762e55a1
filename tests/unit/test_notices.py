"""What the log says of notices that go up and come down."""

from dataclasses import replace
from datetime import date

from domain.case import opened
from domain.case_letters import Medium, Posting, SentLetter
from domain.colombia import LEY_51
from domain.letters import LetterKind
from domain.notices import line_of_letter, line_of_settling
from tests.support import a_domain_filing, bogota

UP = bogota(2025, 4, 11, 10)


def letter(medium: Medium, status: str) -> SentLetter:
    return SentLetter(key="k", kind=LetterKind.RESPUESTA, medium=medium, status=status, at=UP,
                      outgoing_radicado="2025-S-000007")  # fmt: skip


def test_a_notice_says_when_it_went_up_and_until_when_across_holy_week() -> None:
    line = line_of_letter(letter(Medium.AVISO, "publicada"), LEY_51)

    assert line.text == (
        "Constancia de fijación: aviso 2025-S-000007 publicado en la página web el 11/04/2025 10:00, "
        "hasta el 22/04/2025; su copia impresa se fija en un lugar de acceso al público"
    )
    assert line.norm == "Ley 1437 de 2011, art. 69"


def test_any_other_letter_says_how_it_left() -> None:
    assert line_of_letter(letter(Medium.EMAIL, "enviada"), LEY_51).text == "respuesta enviada"


def test_a_notice_says_when_it_came_down_and_when_it_took_effect() -> None:
    case = replace(opened(a_domain_filing()), medium=Medium.AVISO, aviso_from=UP)

    line = line_of_settling(case, LEY_51)

    assert "página web y sin constancia de su fijación en un lugar de acceso al público, " in line.text
    assert "del 11/04/2025 al 22/04/2025, 5 días hábiles" in line.text
    assert "surtida al finalizar el 23/04/2025" in line.text


def test_a_mail_that_did_not_come_back_is_delivered() -> None:
    case = replace(opened(a_domain_filing()), medium=Medium.EMAIL, sent_at=UP)

    assert line_of_settling(case, LEY_51).text == "Entrega surtida"


def test_the_constancia_names_both_places_of_a_notice() -> None:
    case = replace(opened(a_domain_filing()), medium=Medium.AVISO, aviso_from=UP,
                   posting=Posting(place="la cartelera de la sede", on=date(2025, 4, 11)))  # fmt: skip

    said = line_of_settling(case, LEY_51).text

    assert "publicado en la página web y fijado en la cartelera de la sede el 11/04/2025, del 11/04/2025" in said
