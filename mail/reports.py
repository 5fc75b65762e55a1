"""Delivery reports: kept as proof, and told to the case when they prove that a letter arrived or came back."""

from adapters.incoming import Outcome, Waiting
from adapters.threads import NamedLetter
from domain.case import Case
from domain.incoming import Delivery, DeliveryReport, IncomingMail, evidence_of
from domain.petitions import RecordDelivery
from domain.remissions import REMITTED
from domain.returns import returned
from mail.acts import CaseNotRunning, Refused
from mail.parts import Parts

BY = "correo"
OUTCOMES = {Delivery.FAILED: "rebote", Delivery.DELIVERED: "entrega", Delivery.DELAYED: "demora",
            Delivery.READ: "lectura", Delivery.OTHER: "informe"}  # fmt: skip

LATE = "rebote_sin_efecto"


class TooEarly(Exception):
    """The report came before the case noted that its letter left."""


async def reported(report: DeliveryReport, mail: IncomingMail, waiting: Waiting, parts: Parts) -> Outcome:
    """What became of a report (Ley 527 de 1999, arts. 20 to 24)."""
    letter = await parts.threads.letter_named(report.names)
    if letter is None:
        return Outcome("informe", detail="no es de una carta nuestra")
    await parts.threads.prove(
        letter, report, fingerprint=waiting.fingerprint, sha256=waiting.sha256, at=mail.received_at
    )
    problem = await _told(letter, report, mail, waiting, parts)
    is_late = problem is not None and report.delivery == Delivery.FAILED
    return Outcome(LATE if is_late else OUTCOMES[report.delivery], letter.radicado, problem)


async def _told(
    letter: NamedLetter, report: DeliveryReport, mail: IncomingMail, waiting: Waiting, parts: Parts
) -> str | None:
    """Tell the case that owns the letter; why it had no effect, if it had none."""
    evidence = evidence_of(report.delivery)
    case = await parts.cases.stored(letter.radicado)
    if evidence is None or case is None or not _is_noted(case, letter.key):
        return None
    act = RecordDelivery(by=BY, evidence=evidence, at=mail.received_at, key=letter.key)
    key = f"{BY}/{waiting.fingerprint}"
    try:
        await parts.acts.perform(letter.radicado, "record_delivery", act, key=key)
    except Refused as refusal:
        return f"sin efecto: {refusal}"
    except CaseNotRunning:
        return await _told_late(case, act, key, parts)
    return None


async def _told_late(case: Case, act: RecordDelivery, key: str, parts: Parts) -> str | None:
    """A decision or a remission that comes back after the closing begins its case again; anything else is too late."""
    again = returned(case, act.key, by=BY) if act.evidence == "rebotado" else None
    if again is None:
        return "sin efecto: el caso ya terminó"
    try:
        await parts.acts.reopen(case, again, key=key)
    except Refused as refusal:
        return f"sin efecto: {refusal}"
    return None


def _is_noted(case: Case, key: str) -> bool:
    """Whether the case can be told of a letter: it left in this cycle, or is of a traslado, which nothing undoes.

    The acknowledgement rests on nothing.

    Raises TooEarly.
    """
    if any(letter.key == key for letter in case.due_letters):
        raise TooEarly
    is_of_cycle = key.startswith(f"{case.radicado}/{case.cycle}/")
    return any(x.key == key and (is_of_cycle or x.kind in REMITTED) for x in case.letters)
