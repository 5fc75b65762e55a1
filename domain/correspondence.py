"""Which letters a case owes, under which key, by which medium; and what follows when one leaves or fails.

A letter's key is its identity: (radicado, cycle, kind, version of the act that owes it, medium).
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.calendar import Calendar
from domain.case import Case, DueLetter, Medium, PetitionerClass, SentLetter, State
from domain.errors import AvisoNotNeeded, NothingSent
from domain.instants import bogota_date, end_of
from domain.ledger import EventKind, LedgerEvent
from domain.letters import LetterKind
from domain.petitions import PublishAviso, RecordDelivery

BOUNCE_WINDOW = timedelta(hours=24)
"""How long an accepted e-mail may still bounce before it counts as delivered."""

AVISO_BUSINESS_DAYS = 5
"""Ley 1437 de 2011, art. 69."""


def petitioner_letter(
    case: Case, kind: LetterKind, facts: dict[str, str], *, text_hash: str | None = None
) -> DueLetter:
    """A letter to the petitioner by the first medium they chose."""
    medium = case.medium or case.filing.media[0]
    key = f"{case.radicado}/{case.cycle}/{kind}/{case.version}/{medium}"
    return DueLetter(key=key, kind=kind, medium=medium, text_hash=text_hash, facts=facts)


def official_letter(case: Case, kind: LetterKind, recipient: str, facts: dict[str, str]) -> DueLetter:
    """A letter to an official or another entity, always by e-mail."""
    key = f"{case.radicado}/{case.cycle}/{kind}/{case.version}/{recipient}"
    return DueLetter(key=key, kind=kind, medium=Medium.EMAIL, recipient=recipient, facts=facts)


def letter_left(case: Case, letter: DueLetter, sent: SentLetter) -> Case:
    """Cross a letter off; a final one starts the notification, or the next medium when it failed."""
    case = replace(
        case,
        due_letters=tuple(x for x in case.due_letters if x.key != letter.key),
        letters=(*case.letters, sent),
    )
    if not letter.is_final:
        return case
    if sent.status in FAILED:
        return _by_next_medium(case, letter)
    aviso_from = sent.at if letter.medium == Medium.AVISO else None
    return replace(case, state=State.NOTIFYING, medium=letter.medium, sent_at=sent.at, aviso_from=aviso_from)


FAILED = frozenset({"rechazada", "sin_destino", "rebotada", "devuelta"})


def record_delivery(case: Case, act: RecordDelivery, now: datetime, calendar: Calendar) -> Case:
    """Note the proof that the answer arrived, or that it came back (Ley 1437 de 2011, art. 66 to 69)."""
    if case.state not in {State.NOTIFYING, State.NOTIFIED}:
        raise NothingSent
    if act.evidence == "entregado":
        return notified(case, act.at or now)
    return _by_next_medium(replace(case, notified_at=None), _final_letter(case))


def publish_aviso(case: Case, act: PublishAviso, now: datetime, calendar: Calendar) -> Case:
    """Publish the answer when no address is known or the other media failed (Ley 1437 de 2011, art. 69)."""
    if case.state != State.NOTIFYING or case.medium == Medium.AVISO:
        raise AvisoNotNeeded(state=case.state)
    return case.owing(_via(case, _final_letter(case), Medium.AVISO))


def notified(case: Case, at: datetime) -> Case:
    """The answer is in the petitioner's knowledge: only now is the term satisfied."""
    known = replace(case, state=State.NOTIFIED, notified_at=at)
    return known.noting(LedgerEvent(EventKind.DELIVERED, at))


def settles_at(case: Case, calendar: Calendar) -> datetime | None:
    """When silence proves delivery: an e-mail that did not bounce, an aviso that was up its five days.

    None for media that need a proof somebody brings (post, counter).
    """
    if case.medium == Medium.EMAIL and case.sent_at is not None:
        return case.sent_at + BOUNCE_WINDOW
    if case.medium == Medium.AVISO and case.aviso_from is not None:
        return aviso_effective_at(bogota_date(case.aviso_from), calendar)
    return None


def aviso_effective_at(from_on: date, calendar: Calendar) -> datetime:
    """End of the business day after the removal of an aviso published for five business days (art. 69)."""
    return end_of(calendar.business_days_after(from_on, AVISO_BUSINESS_DAYS + 1))


def settled(case: Case, calendar: Calendar) -> Case:
    """The case once `settles_at` has passed."""
    at = case.sent_at if case.medium == Medium.EMAIL else settles_at(case, calendar)
    if at is None:
        raise NothingSent
    return notified(case, at)


def is_surveyed(case: Case) -> bool:
    """Ask only who received the answer by e-mail, under their own name."""
    is_hidden = case.filing.petitioner in {PetitionerClass.ANONYMOUS, PetitionerClass.RESERVED}
    return case.state == State.NOTIFIED and case.medium == Medium.EMAIL and not is_hidden


def _by_next_medium(case: Case, letter: DueLetter) -> Case:
    """The answer goes on by the next medium; the term is not satisfied meanwhile."""
    media = (*case.filing.media, Medium.AVISO)
    following = media[min(media.index(letter.medium) + 1, len(media) - 1)]
    return replace(case, state=State.ANSWERED, medium=following).owing(_via(case, letter, following))


def _via(case: Case, letter: DueLetter, medium: Medium) -> DueLetter:
    base, _, _ = letter.key.rpartition("/")
    return replace(letter, key=f"{base}/{medium}", medium=medium)


def _final_letter(case: Case) -> DueLetter:
    """The final letter as it was last sent, to send it again another way."""
    last = next((x for x in reversed(case.letters) if x.is_final), None)
    if last is None or case.decision is None:
        raise NothingSent
    return DueLetter(
        key=last.key,
        kind=last.kind,
        medium=last.medium,
        text_hash=case.decision.text_hash,
        facts={"sentido": case.decision.sense, "firmante": case.decision.signer},
        is_final=True,
    )
