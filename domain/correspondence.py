"""Which letters a case owes, under which key, by which medium; and what follows when one leaves or fails.

A letter's key is its identity: (radicado, cycle, kind, version of the act that owes it, medium).
"""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.arrivals import arrived, left_on_paper
from domain.asked import is_awaited
from domain.avisos import aviso_effective_at
from domain.calendar import Calendar
from domain.case import ON_ITS_WAY, Case, PetitionerClass, State
from domain.case_letters import DueLetter, Medium, SentLetter
from domain.deadlines import Deadlines
from domain.errors import AvisoNotNeeded, DeliveryBeforeDeparture, LetterUnknown, NothingSent
from domain.instants import bogota_date, minute
from domain.ledger import EventKind, LedgerEvent
from domain.letters import LetterKind
from domain.petitions import RecordDelivery
from domain.petitions_told import PublishAviso
from domain.remissions import REMITTED, goes_on_otherwise

GIVING_UP = timedelta(days=5)
"""How long a server goes on trying what it says it delays (RFC 5321, 4.5.4.1)."""

PETITIONER = "peticionario"


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


def courtesy(case: Case, kind: LetterKind, facts: dict[str, str]) -> tuple[DueLetter, ...]:
    """A letter that binds nobody: only for who reads e-mail; the rest see the same on the page of their case."""
    letter = petitioner_letter(case, kind, facts)
    return (letter,) if letter.medium == Medium.EMAIL else ()


def final(letter: DueLetter) -> DueLetter:
    """The same letter as the one whose delivery ends the case."""
    return replace(letter, is_final=True)


def letter_left(case: Case, letter: DueLetter, sent: SentLetter, calendar: Calendar) -> Case:
    """Cross a letter off: one that left begins its notification, one that failed goes by the next medium."""
    letter = next((x for x in case.due_letters if x.key == letter.key), letter)
    case = replace(
        case,
        due_letters=tuple(x for x in case.due_letters if x.key != letter.key),
        letters=(*case.letters, sent),
    )
    if sent.status in FAILED:
        return _returned(case, letter, sent.at)
    if letter.is_final:
        state = State.NOTIFYING if case.state == State.ANSWERED else case.state
        aviso_from = sent.at if letter.medium == Medium.AVISO else None
        case = replace(
            case, state=state, medium=letter.medium, sent_at=sent.at, aviso_from=aviso_from, posting=None,
            doubtful_until=None,
        )  # fmt: skip
    if letter.medium not in SELF_PROVING:
        return left_on_paper(case, letter, sent.at)
    return arrived(case, letter, sent.at, calendar)


FAILED = frozenset({"rechazada", "sin_destino", "rebotada", "devuelta"})


SELF_PROVING = frozenset({Medium.EMAIL, Medium.AVISO})
"""Their leaving is the proof, unless they come back; post and counter need one that somebody brings."""


def record_delivery(case: Case, act: RecordDelivery, now: datetime, calendar: Calendar) -> Case:
    """Note the proof that a letter arrived, or that it came back (Ley 1437 de 2011, art. 66 to 69)."""
    sent = last_sent(case, act.key)
    letter, at = as_owed(sent), act.at or now
    if bogota_date(at) < bogota_date(sent.at):
        raise DeliveryBeforeDeparture(on=bogota_date(at), left_on=bogota_date(sent.at))
    match act.evidence:
        case "entregado":
            return notified(case, max(at, sent.at)) if letter.is_final else arrived(case, letter, at, calendar)
        case "demorado":
            return replace(case, doubtful_until=sent.at + GIVING_UP) if letter.is_final else case
        case _:
            return case if _is_superseded(case, letter) else _returned(case, letter, at)


def _is_superseded(case: Case, letter: DueLetter) -> bool:
    """Whether the same letter already goes, or went, by another medium."""
    if letter.kind in REMITTED:
        return goes_on_otherwise(case, letter)
    base, _, _ = letter.key.rpartition("/")
    keys = [*(x.key for x in case.letters), *(x.key for x in case.due_letters)]
    return [key for key in keys if key.rpartition("/")[0] == base][-1] != letter.key


def _returned(case: Case, letter: DueLetter, at: datetime) -> Case:
    """A letter to the petitioner that came back goes on by the next medium, and what rested on it is undone."""
    if letter.kind == LetterKind.TRASLADO_ENTIDAD:
        return remitted_on_paper(case, letter, at)
    if letter.recipient != PETITIONER or not letter.kind.is_official:
        return case
    if letter.is_final:
        state = case.state if case.state == State.WITHDRAWN else State.ANSWERED
        known = case if case.notified_at is None else unknown(case, letter.medium, at)
        case = replace(_told_by_bounce(known, letter), state=state, notified_at=None, doubtful_until=None)
    if is_awaited(case, letter.kind) and case.is_requerimiento_received:
        case = case.noting(LedgerEvent(EventKind.REQUIREMENT_RETURNED, at))
    if letter.kind == LetterKind.AVISO_PRORROGA and case.prorroga is not None:
        case = case.noting(LedgerEvent(EventKind.PRORROGA_RETURNED, at))
    return by_next_medium(case, letter)


def unknown(case: Case, medium: Medium, at: datetime) -> Case:
    """An answer that came back is in nobody's knowledge, unless the policy counts a mail that bounced (art. 13)."""
    return case if _counts(case, medium) else case.noting(LedgerEvent(EventKind.ANSWER_RETURNED, at))


def _told_by_bounce(case: Case, letter: DueLetter) -> Case:
    """Where the policy says so, a mail answers from when it left for the address given, though it goes on otherwise."""
    if not _counts(case, letter.medium) or case.sent_at is None or case.notified_at is not None:
        return case
    return case.noting(LedgerEvent(EventKind.DELIVERED, case.sent_at))


def _counts(case: Case, medium: Medium) -> bool:
    """Whether what came back by a medium answers all the same, in the reading of the case."""
    return case.filing.policy.counts_bounced_answer and medium == Medium.EMAIL


def remitted_on_paper(case: Case, letter: DueLetter, at: datetime) -> Case:
    """A remission that did not reach the other authority goes on paper, and the coordinator is told (art. 21).

    It leaves before anything else that waits: the petitioner receives a copy of what was really remitted.
    """
    follows = "sale en papel" if letter.medium == Medium.EMAIL else "falta remitirla de otro modo"
    motive = f"la remisión a {letter.facts['entidad']} no llegó: {follows}"
    facts = {"motivo": motive, "programado": minute(at), "emitido": minute(at)}
    told = case.owing(official_letter(case, LetterKind.ESCALAMIENTO, "coordinador", facts))
    if letter.medium != Medium.EMAIL:
        return told
    owed = told.owing(_via(letter, Medium.POSTAL)).due_letters
    return replace(told, due_letters=tuple(sorted(owed, key=lambda x: x.kind != LetterKind.TRASLADO_ENTIDAD)))


def publish_aviso(case: Case, act: PublishAviso, now: datetime, calendar: Calendar) -> Case:
    """Publish the answer when no address is known or the other media failed (Ley 1437 de 2011, art. 69)."""
    if not awaits_notification(case) or case.sent_at is None or case.medium == Medium.AVISO:
        raise AvisoNotNeeded(state=case.state)
    return case.owing(_via(as_owed(last_sent(case, None)), Medium.AVISO))


def notified(case: Case, at: datetime) -> Case:
    """The answer is in the petitioner's knowledge: only now is the term satisfied."""
    if case.state == State.WITHDRAWN:
        return _desistimiento_notified(replace(case, notified_at=at), at)
    known = replace(case, state=State.NOTIFIED, notified_at=at).noting(LedgerEvent(EventKind.DELIVERED, at))
    if case.decision is not None and case.decision.reserva_norm:
        known = known.noting(LedgerEvent(EventKind.REJECTED_FOR_RESERVA, at, norm=case.decision.reserva_norm))
    return known


def _desistimiento_notified(case: Case, at: datetime) -> Case:
    """The time to ask for reposición runs from the notification of the act (Ley 1437 de 2011, arts. 17 and 76)."""
    issued = case.last(EventKind.DESISTIMIENTO_ACT_NOTIFIED)
    return case if issued is None else case.noting(replace(issued, at=at))


def awaits_notification(case: Case) -> bool:
    """Whether there is a final letter the petitioner is not known to have yet."""
    is_owed = any(x.is_final for x in case.due_letters)
    return case.notified_at is None and (is_owed or any(x.is_final for x in _sent_now(case)))


def _sent_now(case: Case) -> list[SentLetter]:
    """The letters sent in this cycle of the case."""
    return [x for x in case.letters if x.key.startswith(f"{case.radicado}/{case.cycle}/")]


def is_answer_on_its_way(case: Case) -> bool:
    """Whether the answer is signed and its addressee does not have it: the term runs on (Ley 1437 de 2011, art. 13)."""
    return case.state in ON_ITS_WAY


def is_answer_presumed_in_time(case: Case, dates: Deadlines) -> bool:
    """Whether the answer left within the term by a medium that counts from its departure, unless it comes back."""
    media = {Medium.EMAIL, Medium.AVISO} if case.filing.policy.counts_aviso_from_publication else {Medium.EMAIL}
    is_waiting = case.state == State.NOTIFYING and case.medium in media
    left_at = case.sent_at if is_waiting else answered_at(case)
    return case.state in ON_ITS_WAY and bool(left_at and dates.lapses_at and left_at < dates.lapses_at)


def answered_at(case: Case) -> datetime | None:
    """When the answer satisfied the term: at its notification or, where the policy counts it, as a bounced mail."""
    if not case.filing.policy.counts_bounced_answer:
        return case.notified_at
    at = None
    for event in case.ledger:
        if event.kind == EventKind.DELIVERED:
            at = at or event.at
        elif event.kind == EventKind.ANSWER_RETURNED:
            at = None
    return at


def settles_at(case: Case, calendar: Calendar) -> datetime | None:
    """When silence proves delivery: an e-mail that did not bounce, an aviso that was up its five days.

    None for what needs a proof somebody brings: post, counter and, where the policy says so, acts sent by e-mail.
    """
    if case.medium == Medium.EMAIL and case.sent_at is not None:
        policy, is_act = case.filing.policy, last_sent(case, None).kind in ACTS
        if is_act and not policy.presumes_notification_of_acts:
            return None
        return max(case.sent_at + timedelta(hours=policy.bounce_window_hours), case.doubtful_until or case.sent_at)
    if case.medium == Medium.AVISO and case.aviso_from is not None:
        return aviso_effective_at(bogota_date(case.aviso_from), calendar)
    return None


ACTS = frozenset({LetterKind.DESISTIMIENTO, LetterKind.RECHAZO_RESERVA, LetterKind.RESPUESTA_ACTO})
"""Decisions notified personally (Ley 1437 de 2011, arts. 56, 67 and 68)."""


def settled(case: Case, calendar: Calendar) -> Case:
    """The case once `settles_at` has passed."""
    is_by_departure = case.medium == Medium.EMAIL or case.filing.policy.counts_aviso_from_publication
    at = case.sent_at if is_by_departure else settles_at(case, calendar)
    if at is None:
        raise NothingSent
    return notified(case, at)


def is_surveyed(case: Case) -> bool:
    """Ask only who received the answer by e-mail, under their own name."""
    is_hidden = case.filing.petitioner in {PetitionerClass.ANONYMOUS, PetitionerClass.RESERVED}
    return case.state == State.NOTIFIED and case.medium == Medium.EMAIL and not is_hidden


def by_next_medium(case: Case, letter: DueLetter) -> Case:
    """The letter goes on by the next medium; the term is not satisfied meanwhile."""
    media = (*case.filing.media, Medium.AVISO)
    following = media[min(media.index(letter.medium) + 1, len(media) - 1)]
    case = replace(case, medium=following) if letter.is_final else case
    return case.owing(_via(letter, following))


def _via(letter: DueLetter, medium: Medium) -> DueLetter:
    base, _, _ = letter.key.rpartition("/")
    return replace(letter, key=f"{base}/{medium}", medium=medium)


def last_sent(case: Case, key: str | None) -> SentLetter:
    """A letter of this cycle as it was last sent, by its key or number, or else the final one.

    One of a traslado may be of an earlier cycle: nothing undoes it. Raises NothingSent or LetterUnknown.
    """
    earlier = [x for x in case.letters if x.kind in REMITTED and key is not None]
    told = [*earlier, *_sent_now(case)]
    found = [x for x in told if (x.is_final if key is None else key in {x.key, x.outgoing_radicado})]
    if not found or case.closed_at is not None:
        raise NothingSent if key is None else LetterUnknown(key=key)
    return found[-1]


def as_owed(sent: SentLetter) -> DueLetter:
    """The same letter, to be sent another way."""
    return DueLetter(
        key=sent.key,
        kind=sent.kind,
        medium=sent.medium,
        recipient=sent.recipient,
        text_hash=sent.text_hash,
        facts=sent.facts,
        is_final=sent.is_final,
    )
