"""What a petitioner's e-mail is to the case it answers, by what the case waits for and what the message brings."""

import pytest

from domain import acts, handling
from domain import petitions as p
from domain.case import Case, Sense, opened
from domain.colombia import LEY_2578
from domain.incoming import IncomingMail, MailFile, ReplyAct, Writer, reply_act, to_qualify
from tests.support import a_domain_filing, bogota

FILED = bogota(2026, 11, 3, 9)
FILE = MailFile("cédula.pdf", "application/pdf", b"%PDF")


def mail(text: str, *files: MailFile) -> IncomingMail:
    return IncomingMail(received_at=bogota(2026, 11, 9, 20), text=text, files=files)


def a_case() -> Case:
    return opened(a_domain_filing(received_at=FILED))


def required() -> Case:
    asked = p.RequireCompletion(by="a", missing_hash="h")
    return acts.require_completion(a_case(), asked, bogota(2026, 11, 5, 9), LEY_2578)


@pytest.mark.parametrize(
    "text",
    [
        "¿me dan más plazo?",
        "Buenas tardes, necesito más tiempo para conseguirlo.",
        "Solicito una prórroga.",
        "Por favor amplíen el plazo.",
        "Todavía no lo tengo.",
        "No entiendo qué me piden.",
    ],
)
def test_who_asks_or_has_not_got_it_yet_completes_nothing_and_an_official_looks(text: str) -> None:
    act = reply_act(required(), Writer.PETITIONER, mail(f"{text}\n\nEl lun, 3 feb 2025, X <x@x.co> escribió:\n> Falta"))

    assert act == ReplyAct.MESSAGE
    assert "fecha en que llegó" in to_qualify(required(), act)


@pytest.mark.parametrize(
    "message",
    [
        mail("Mi número de crédito es 1234567."),
        mail("¿Así está bien?", FILE),
        mail("Es este.\n\nEl lun, 3 feb 2025, X <x@x.co> escribió:\n> ¿Cuál es su número?"),
    ],
)
def test_what_brings_a_file_or_only_tells_completes(message: IncomingMail) -> None:
    act = reply_act(required(), Writer.PETITIONER, message)

    assert act == ReplyAct.COMPLETE
    assert to_qualify(required(), act) == ""


def test_a_reply_to_a_decision_that_is_still_being_notified_is_looked_at() -> None:
    answer = p.Answer(by="a", sense=Sense.DENIED, signer="S", text_hash="h")
    answered = handling.answer(a_case(), answer, bogota(2026, 11, 9, 9), LEY_2578)
    withdrawn = acts.withdraw(a_case(), p.Withdraw(by="a", text_hash="h"), bogota(2026, 11, 9, 9), LEY_2578)

    for case in (answered, withdrawn):
        act = reply_act(case, Writer.PETITIONER, mail("No estoy de acuerdo."))
        assert act == ReplyAct.MESSAGE
        assert "recurso" in to_qualify(case, act)


def test_a_message_to_a_case_that_waits_for_nothing_is_plain() -> None:
    act = reply_act(a_case(), Writer.PETITIONER, mail("¿Cómo va?"))

    assert (act, to_qualify(a_case(), act)) == (ReplyAct.MESSAGE, "")
