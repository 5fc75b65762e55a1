"""Letters say the term, the norm and the effect of the type of each petition, and not those of any other."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adapters.letters import Letters, installed_files
from domain import acts, handling
from domain import petitions as p
from domain.case import Case, Sense, opened
from domain.case_letters import DueLetter, Medium
from domain.colombia import LEY_2578
from domain.deadlines import Policy
from domain.ledger import EventKind, LedgerEvent
from domain.letters import LetterKind
from domain.terms import PqrsdType
from tests.support import a_domain_filing, bogota

LETTERS = Letters(installed_files(Path(__file__).parents[2] / "templates"))
COMMON = {
    "copia": "2026-S-000009",
    "radicado": "2026-E-000001", "radicado_salida": "2026-S-000009", "nombre": "Marta", "asunto": "Mi dato",
    "recibido": "03/11/2026 09:00", "vence_el": "2026-11-25", "codigo": "ABC", "menor": "", "enlace": "https://x",
    "texto": "", "enlace_completar": "https://y",
}  # fmt: skip
FILED = bogota(2026, 11, 3, 9)


def a_case(kind: PqrsdType) -> Case:
    return opened(a_domain_filing(received_at=FILED, type=kind))


def said(letter: DueLetter, **more: str) -> str:
    """All that a letter says, by mail and in its oficio."""
    facts = {**COMMON, **letter.facts, **more}
    mail = "\n".join(LETTERS.mail_parts(letter.kind, facts)[:2])
    if not letter.kind.is_official:
        return mail
    oficio = LETTERS.letter(letter.kind, facts, on=date(2026, 11, 5), city="Bogotá", address_lines=(),
                            verification=("a", "b"))  # fmt: skip
    return f"{mail}\n{oficio.subject}\n{oficio.body}"


def test_an_incomplete_claim_about_personal_data_has_two_months_by_its_own_norm() -> None:
    asked = p.RequireCompletion(by="a", missing_hash="h")
    case = acts.require_completion(a_case(PqrsdType.HABEAS_DATA_RECLAMO), asked, bogota(2026, 11, 5, 9), LEY_2578)

    text = said(case.due_letters[-1])

    assert text.count("dos meses, hasta el") == 2
    assert "5 de enero de 2027" in text
    assert "Ley 1581 de 2012, art. 15, num. 1" in text
    assert "art. 17" not in text
    assert "término igual" not in text


@pytest.mark.parametrize(
    ("kind", "limit", "norm"),
    [
        (PqrsdType.HABEAS_DATA_RECLAMO, "ocho días hábiles", "Ley 1581 de 2012, art. 15, num. 3"),
        (PqrsdType.HABEAS_DATA_CONSULTA, "cinco días hábiles", "Ley 1581 de 2012, art. 14"),
        (PqrsdType.HABEAS_DATA_FINANCIERO_RECLAMO, "ocho días hábiles", "Ley 1266 de 2008, art. 16, num. II.3"),
        (PqrsdType.QUEJA, "doble del inicialmente previsto", "Ley 1437 de 2011, art. 14, parágrafo"),
    ],
)
def test_a_prorroga_says_how_far_its_own_norm_lets_it_go(kind: PqrsdType, limit: str, norm: str) -> None:
    until = a_case(kind).deadlines(LEY_2578).max_due_on
    assert until is not None
    act = p.Prorroga(by="a", new_due_on=until, reason="Falta un concepto.")

    text = said(acts.grant_prorroga(a_case(kind), act, bogota(2026, 11, 5, 9), LEY_2578).due_letters[-1])

    assert limit in text
    assert norm in text
    assert ("doble" in text) == (kind == PqrsdType.QUEJA)


@pytest.mark.parametrize(
    ("kind", "counting"),
    [
        (PqrsdType.QUEJA, "días hábiles, desde el día siguiente al de su recibo"),
        (PqrsdType.HABEAS_DATA_CONSULTA, "días hábiles, desde el mismo día de su recibo"),
        (PqrsdType.CONGRESO_CUESTIONARIO_CITACION, "días calendario, desde el día siguiente al de su recibo"),
        (PqrsdType.RECURSO_REPOSICION, "meses, desde la fecha de su recibo"),
    ],
)
def test_the_receipt_says_how_its_term_is_counted(kind: PqrsdType, counting: str) -> None:
    assert f"El plazo se cuenta en {counting}" in said(a_case(kind).due_letters[0])


@pytest.mark.parametrize(
    ("months", "says"), [(2, "los dos meses siguientes"), (1, "el mes siguiente"), (4, "los 4 meses siguientes")]
)
def test_an_answer_says_how_long_there_is_to_present_a_replica(months: int, says: str) -> None:
    case = opened(a_domain_filing(received_at=FILED, policy=Policy(replica_months=months)))
    act = p.Answer(by="a", sense=Sense.GRANTED, signer="S", text_hash="h")

    text = said(handling.answer(case, act, bogota(2026, 11, 9, 9), LEY_2578).due_letters[-1])

    assert text.count(f"dentro de {says}") == 2


def test_an_archive_is_not_headed_as_a_desistimiento() -> None:
    facts = {"acto": "R1", "motivo": "No aclaró.", "clase": "archivo"}

    text = said(DueLetter(key="k", kind=LetterKind.DESISTIMIENTO, medium=a_case(PqrsdType.QUEJA).filing.media[0],
                          facts=facts))  # fmt: skip

    assert "Archivo de la solicitud" in text
    assert "esistimiento tácito" not in text


def partial(**more: Any) -> Case:
    act = p.Traslado(by="a", entity="Ministerio de Educación", reason="la beca es suya", is_partial=True, **more)
    return acts.transfer(a_case(PqrsdType.RECLAMO), act, bogota(2026, 11, 5, 9), LEY_2578)


def test_a_partial_traslado_names_what_goes_what_stays_and_until_when() -> None:
    entity, petitioner = partial(part_hash="h", rest="El saldo de su crédito.").due_letters[-2:]

    told = said(petitioner, texto="La beca del Ministerio.")

    assert (entity.text_hash, petitioner.text_hash) == ("h", "h")
    assert "Una parte de lo que pide" in told
    assert "La beca del Ministerio." in told
    assert "El saldo de su crédito." in told
    assert "25 de noviembre de 2026" in told
    assert "una parte de la solicitud" in said(entity, texto="La beca del Ministerio.")


def test_a_whole_traslado_speaks_of_the_whole_petition() -> None:
    act = p.Traslado(by="a", entity="Ministerio de Educación", reason="es suyo")
    whole = acts.transfer(a_case(PqrsdType.RECLAMO), act, bogota(2026, 11, 5, 9), LEY_2578)

    assert all("parte" not in said(letter) for letter in whole.due_letters[-2:])


def test_a_month_that_was_extended_is_confirmed_with_its_new_day_and_a_link_of_its_own() -> None:
    asked = p.RequireCompletion(by="a", missing_hash="h")
    case = acts.require_completion(a_case(PqrsdType.RECLAMO), asked, bogota(2026, 11, 5, 9), LEY_2578)

    extended = acts.extend_completion(case, p.ExtendCompletion(by="a"), bogota(2026, 12, 3, 9), LEY_2578)

    letter = extended.due_letters[-1]
    text = said(letter)
    assert (letter.kind, letter.facts["plazo"]) == (LetterKind.PLAZO_AMPLIADO, "2027-01-05")
    assert "5 de enero de 2027" in text
    assert "art. 17" in text
    assert "https://y" in text


@pytest.mark.parametrize("vence_el", ["2026-12-02", ""])
def test_a_clarification_received_is_confirmed_with_the_day_until_which_it_is_answered(vence_el: str) -> None:
    asked = p.Clarify(by="a", text_hash="h", is_request=True)
    case = acts.clarify(a_case(PqrsdType.RECLAMO), asked, bogota(2026, 11, 5, 9), LEY_2578)

    clarified = acts.clarify(case, p.Clarify(by="c", text_hash="t"), bogota(2026, 11, 10, 9), LEY_2578)

    letter = clarified.due_letters[-1]
    text = said(letter, vence_el=vence_el)
    assert letter.kind == LetterKind.ACLARACION_RECIBIDA
    assert "art. 19" in text
    assert ("2 de diciembre de 2026" in text) == bool(vence_el)


def test_who_does_not_read_e_mail_is_owed_neither() -> None:
    by_post = opened(a_domain_filing(received_at=FILED, media=(Medium.POSTAL,)))
    asked = p.RequireCompletion(by="a", missing_hash="h")
    waiting = acts.require_completion(by_post, asked, bogota(2026, 11, 5, 9), LEY_2578)
    returned = acts.clarify(by_post, p.Clarify(by="a", text_hash="h", is_request=True), FILED, LEY_2578)

    extended = acts.extend_completion(waiting, p.ExtendCompletion(by="a"), bogota(2026, 12, 3, 9), LEY_2578)
    clarified = acts.clarify(returned, p.Clarify(by="c", text_hash="t"), bogota(2026, 11, 10, 9), LEY_2578)

    assert (extended.due_letters, clarified.due_letters) == (waiting.due_letters, returned.due_letters)


@pytest.mark.parametrize(("sha256", "is_enclosed"), [("ab" * 32, True), ("", False)])
def test_the_letter_of_an_act_says_that_it_goes_with_it_when_it_does(sha256: str, is_enclosed: bool) -> None:  # noqa: FBT001
    asked = p.RequireCompletion(by="a", missing_hash="h")
    case = acts.require_completion(a_case(PqrsdType.RECLAMO), asked, bogota(2026, 11, 5, 9), LEY_2578)
    sure = case.noting(LedgerEvent(EventKind.REQUIREMENT_DELIVERED, bogota(2026, 11, 5, 10)))
    act = p.Withdraw(by="j", is_tacit=True, act_number="R1", reason="No completó.", act_sha256=sha256)

    letter = acts.withdraw(sure, act, bogota(2026, 12, 9, 9), LEY_2578).due_letters[-1]

    assert ("copia íntegra" in said(letter)) == is_enclosed
