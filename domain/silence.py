"""Positive silence: what a lapsed term gave the petitioner and no later answer can take back."""

from datetime import datetime

from domain.calendar import Calendar
from domain.case import Case, Sense
from domain.case_letters import DueLetter
from domain.correspondence import official_letter
from domain.deadlines import Lapse
from domain.errors import CPACA, AcceptedBySilence
from domain.errors_recourse import CourtDecides
from domain.instants import end_of, minute
from domain.ledger import EventKind
from domain.letters import LetterKind
from domain.terms import TERMS, Silence

ACCEPTING = frozenset({Silence.ACCEPTED, Silence.CLAIM_ACCEPTED})
TAKES_BACK = frozenset({Sense.DENIED, Sense.PARTLY})
"""Answers that refuse something of what was asked."""

TOLD = ("coordinador", "control_interno", "juridica")
NORM = f"{CPACA}, art. 14, num. 1; Ley 1266 de 2008, art. 16, num. II.8"


def accepted(case: Case, now: datetime, calendar: Calendar) -> Lapse | None:
    """The lapse that accepted what was asked, whatever the petition was called afterwards; None when none did.

    Documents and information: Ley 1437 de 2011, art. 14, num. 1; claims to a source of financial data: Ley 1266 de
    2008, art. 16, num. II.8. Nothing is accepted while a denial goes to the court (Ley 1437 de 2011, art. 26).
    """
    if case.last(EventKind.INSISTENCIA) is not None:
        return None
    dates = case.deadlines(calendar)
    lapses = [] if dates.lapse is None else [dates.lapse]
    if dates.due_on is not None and now >= end_of(dates.due_on):
        lapses.append(Lapse(dates.due_on, case.type))
    return next((x for x in lapses if TERMS[x.type].silence in ACCEPTING), None)


def check_deniable(case: Case, now: datetime, calendar: Calendar) -> None:
    """Refuse a denial of what the lapse of its term accepted. Raises AcceptedBySilence, or CourtDecides.

    What a petitioner insists on is for the court to decide: no silence accepts it (Ley 1437 de 2011, art. 26).
    """
    if case.last(EventKind.INSISTENCIA) is not None:
        if case.last(EventKind.COURT_DECIDED) is None:
            raise CourtDecides
        return
    lapse = accepted(case, now, calendar)
    if lapse is not None:
        raise AcceptedBySilence(due_on=lapse.on)


def raised(case: Case, now: datetime, calendar: Calendar) -> Case:
    """The overdue case owing, once in its cycle, the letters that say what its silence gave."""
    is_granted = case.decision is not None and case.decision.sense == Sense.GRANTED
    lapse = accepted(case, now, calendar) if case.is_overdue and not is_granted else None
    return case if lapse is None else case.owing(*(_letter(case, to, lapse, now) for to in TOLD))


def newly_said(before: Case, after: Case) -> str | None:
    """What is told of a silence that the version before did not tell yet."""
    first, known = _key(after, TOLD[0]), {x.key for x in before.due_letters} | {x.key for x in before.letters}
    told = (x.facts["motivo"] for x in after.due_letters if x.key == first and x.key not in known)
    return next(told, None)


def _letter(case: Case, recipient: str, lapse: Lapse, now: datetime) -> DueLetter:
    facts = {"motivo": says(lapse), "programado": minute(end_of(lapse.on)), "emitido": minute(now)}
    letter = official_letter(case, LetterKind.VENCIMIENTO, recipient, facts)
    return DueLetter(key=_key(case, recipient), kind=letter.kind, medium=letter.medium, recipient=recipient,
                     facts=facts)  # fmt: skip


def _key(case: Case, recipient: str) -> str:
    return f"{case.radicado}/{case.cycle}/silencio/{recipient}"


def says(lapse: Lapse) -> str:
    """What the silence gave, in a sentence."""
    copies = "; las copias se entregan dentro de los tres días hábiles siguientes"
    follows = copies if TERMS[lapse.type].silence == Silence.ACCEPTED else ""
    return f"lo pedido se entiende aceptado por silencio desde el {lapse.on:%d/%m/%Y} y no puede negarse{follows}"
