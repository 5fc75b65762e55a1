"""What may be eliminated, and when."""

from dataclasses import replace
from datetime import date

import pytest

from domain.case import Decision, Sense, opened
from domain.case_letters import DueLetter, Medium, SentLetter
from domain.disposal import (
    CaseHeld,
    CaseNotClosed,
    CasePreserved,
    Retained,
    RetentionRefusal,
    RetentionRunning,
    fingerprint,
    residue,
)
from domain.ledger import EventKind, LedgerEvent
from domain.letters import LetterKind
from domain.retention import PQRSD_SERIES, Disposition
from tests.support import a_domain_filing, bogota

ENDED = Retained(
    radicado="2026-E-000001",
    is_closed=True,
    until=date(2036, 12, 15),
    dispositions=(Disposition.SELECTION,),
    indexes=("abc",),
)
LAST_DAY = date(2036, 12, 14)


def test_the_day_after_its_years_an_expediente_may_be_eliminated() -> None:
    until = PQRSD_SERIES.retained_until(date(2026, 12, 15))

    replace(ENDED, until=until).check(date(2036, 12, 15))

    with pytest.raises(RetentionRunning, match="hasta el 15/12/2036"):
        replace(ENDED, until=until).check(LAST_DAY)


@pytest.mark.parametrize(
    ("case", "refusal"),
    [
        (replace(ENDED, is_closed=False), CaseNotClosed),
        (replace(ENDED, until=None), CaseNotClosed),
        (replace(ENDED, held_because="Tutela 123."), CaseHeld),
        (replace(ENDED, dispositions=(Disposition.SELECTION, Disposition.PRESERVATION)), CasePreserved),
    ],
)
def test_what_is_open_held_or_of_lasting_value_is_never_eliminated(
    case: Retained, refusal: type[RetentionRefusal]
) -> None:
    with pytest.raises(refusal):
        case.check(date(2099, 1, 1))


def test_an_approval_is_of_these_expedientes_by_this_act_and_person() -> None:
    approved = fingerprint("Acta 3", "Ana", [ENDED])

    others = [
        fingerprint("Acta 4", "Ana", [ENDED]),
        fingerprint("Acta 3", "Luz", [ENDED]),
        fingerprint("Acta 3", "Ana", [replace(ENDED, indexes=("abd",))]),
        fingerprint("Acta 3", "Ana", []),
        fingerprint("Acta 3", "Ana", [ENDED], "El 5 %."),
    ]

    assert approved not in others
    assert approved == fingerprint("Acta 3", "Ana", [ENDED])


def test_statistics_keep_dates_and_outcome_and_nobody_s_words() -> None:
    letter = SentLetter(key="k", kind=LetterKind.RESPUESTA, medium=Medium.EMAIL, status="enviada",
                        at=bogota(2025, 2, 7), text_hash="h", facts={"motivo": "el de Lucía"})  # fmt: skip
    decision = Decision(text_hash="h", sense=Sense.GRANTED, signer="Carolina", answered_by="agente",
                        at=bogota(2025, 2, 7))  # fmt: skip
    event = LedgerEvent(EventKind.PRORROGA_NOTIFIED, bogota(2025, 2, 6), date(2025, 3, 1), reason="por Lucía")
    owed = DueLetter(key="o", kind=LetterKind.ENCUESTA, medium=Medium.EMAIL, text_hash="h")
    case = replace(
        opened(a_domain_filing()), letters=(letter,), decision=decision, ledger=(event,), due_letters=(owed,)
    )

    kept = residue(case)

    assert "Lucía" not in repr(kept)
    assert "'h'" not in repr(kept)
    assert kept.decision is not None
    assert (kept.type, kept.decision.sense, kept.ledger[0].new_due_on) == (case.type, Sense.GRANTED, date(2025, 3, 1))
