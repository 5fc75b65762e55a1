"""Delivery reports: kept as proof, and told to the case when they prove that a letter arrived or came back."""

from adapters.incoming import Outcome, Waiting
from adapters.threads import NamedLetter
from domain.case import Case
from domain.incoming import Delivery, DeliveryReport, IncomingMail, evidence_of
from domain.petitions import RecordDelivery
from mail.acts import CaseNotRunning, Refused
from mail.parts import Parts

BY = "correo"
OUTCOMES = {Delivery.FAILED: "rebote", Delivery.DELIVERED: "entrega", Delivery.DELAYED: "demora",
            Delivery.READ: "lectura", Delivery.OTHER: "informe"}  # fmt: skip


async def reported(report: DeliveryReport, mail: IncomingMail, waiting: Waiting, parts: Parts) -> Outcome:
    """What became of a report (Ley 527 de 1999, arts. 20 to 24)."""
    letter = await parts.threads.letter_named(report.names)
    if letter is None:
        return Outcome("informe", detail="no es de una carta nuestra")
    await parts.threads.prove(
        letter, report, fingerprint=waiting.fingerprint, sha256=waiting.sha256, at=mail.received_at
    )
    return Outcome(OUTCOMES[report.delivery], letter.radicado, await _told(letter, report, mail, waiting, parts))


async def _told(
    letter: NamedLetter, report: DeliveryReport, mail: IncomingMail, waiting: Waiting, parts: Parts
) -> str | None:
    """Tell the case; why it had no effect, if it had none."""
    evidence = evidence_of(report.delivery)
    case = await parts.cases.stored(letter.radicado)
    if evidence is None or case is None or not _is_final(case, letter.key):
        return None
    act = RecordDelivery(by=BY, evidence=evidence, at=mail.received_at)
    try:
        await parts.acts.perform(letter.radicado, "record_delivery", act, key=f"{BY}/{waiting.fingerprint}")
    except Refused as refusal:
        return f"sin efecto: {refusal}"
    except CaseNotRunning:
        return "sin efecto: el caso ya terminó"
    return None


def _is_final(case: Case, key: str) -> bool:
    """Whether a letter is the answer as it was last sent."""
    last = next((x for x in reversed(case.letters) if x.is_final), None)
    return last is not None and last.key == key
