"""What each event of the ledger does to the clock, one function an event, beside its article."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain.clock_waits import (
    ART_19,
    citizen_completed,
    clarification_required,
    clarified,
    completion_extended,
    completion_required,
    requirement_delivered,
    requirement_returned,
    wait_anew,
)
from domain.deadlines import ClockStatus
from domain.errors import CPACA
from domain.instants import bogota_date
from domain.ledger import EventKind, LedgerEvent
from domain.terms import TERMS
from domain.ticking import ONE_DAY, Ticking, days_longer

ART_14_PAR = f"{CPACA}, art. 14, par."
ART_39 = f"{CPACA}, art. 39"

REPOSICION_DAYS = 10
INSISTENCIA_DAYS = 10
COMPLIANCE_DAYS = 3


def prorroga(clock: Ticking, event: LedgerEvent) -> None:
    """Once, before expiry, to at most double; the announced date binds (art. 14, par.).

    An announced day that does not count is the first business day after it (Ley 4 de 1913, art. 62).
    """
    is_used = clock.is_prorrogated and not clock.policy.accepts_second_prorroga
    limit, on = clock.max_due_on, bogota_date(event.at)
    if is_used or clock.status != ClockStatus.RUNNING or limit is None:
        clock.say("Prórroga del {0} sin efecto: no procede o ya se usó", ART_14_PAR, on)
        return
    initial = clock.due_on
    if on > initial or (on == initial and not clock.policy.accepts_prorroga_on_last_day):
        clock.say("Prórroga del {0} sin efecto: el término vencía el {1}", ART_14_PAR, on, initial)
        return
    due_on = min(clock.calendar.roll(event.new_due_on) if event.new_due_on else limit, limit)
    if due_on <= initial:
        clock.say("Prórroga del {0} sin efecto: la fecha anunciada no pasa del {1}", ART_14_PAR, on, initial)
        return
    if on == initial:
        clock.arguable.append(initial)
    clock.is_prorrogated, clock.is_unproven = True, False
    clock.granted.append(clock.spent(due_on) - clock.remaining)
    clock.say("Prórroga comunicada el {0}: vence el {1} (máximo {2})", ART_14_PAR, on, due_on, limit)


def prorroga_returned(clock: Ticking, event: LedgerEvent) -> None:
    """A prórroga nobody was told of in time does not bind: its notice came back (art. 14, par.)."""
    if not clock.is_prorrogated or clock.status == ClockStatus.CLOSED:
        return
    del clock.granted[-1:]
    clock.is_prorrogated, clock.is_unproven = bool(clock.granted), False
    clock.say("El aviso de prórroga no llegó ({0}): rige el término inicial", ART_14_PAR, bogota_date(event.at))


def prorroga_unproven(clock: Ticking, event: LedgerEvent) -> None:
    """Its notice left on paper: until its delivery is proven, the date before it stays arguable (art. 14, par.)."""
    if not clock.is_prorrogated or clock.status == ClockStatus.CLOSED:
        return
    clock.is_unproven = True
    clock.say("El aviso de prórroga salió en papel el {0}: sin prueba de entrega puede alegarse el término inicial",
              ART_14_PAR, bogota_date(event.at))  # fmt: skip


def transferred_in(clock: Ticking, event: LedgerEvent) -> None:
    """The competent authority's term, wholly its own, runs from the day after it receives (art. 21)."""
    if clock.status == ClockStatus.RUNNING:
        clock.renew(clock.received_on(event.at))


def reclassified(clock: Ticking, event: LedgerEvent) -> None:
    """The receipt never moves; the term may shorten, and lengthens only with an approved decision (art. 14).

    One that lapsed lengthens no more. The date of an order is of what is set in an order; what may not wait never did.
    """
    on, to = bogota_date(event.at), event.to_type
    if to is None or to == clock.type or clock.status == ClockStatus.CLOSED:
        return
    new, longer = TERMS[to], days_longer(clock, to)
    why_not = "el término ya venció y no se alarga" if clock.lapse else "sin decisión aprobada no alarga el término"
    if longer > 0 and (clock.lapse or not event.approved_by):
        clock.say("Reclasificada el {0} como {name}: {why}", new.norm, on, name=new.label, why=why_not)
        return
    clock.turn_into(to)
    clock.classified_on = on
    clock.fixed_due_on = clock.fixed_due_on if new.is_set_in_order else None
    if not new.may_wait:
        clock.never_waited()
    elif longer:
        clock.granted.clear()
    clock.say("Reclasificada el {0}: {name}, {days} {unit} desde el recibo", new.norm, on,
                     **clock.named)  # fmt: skip


def suspended(clock: Ticking, event: LedgerEvent) -> None:
    """Terms suspended by act with its own legal basis: those days do not count (art. 39 and special laws).

    An act issued after the term lapsed does not bring it back; one issued before and known late does.
    """
    if event.from_on is None or event.to_on is None or event.to_on < event.from_on or not _counts(clock):
        return
    if not clock.policy.accepts_suspension_by_act:
        clock.say("La suspensión por {act} no se tiene en cuenta", ART_39, act=event.act)
        return
    norm = event.norm or ART_39
    if not clock.term.may_wait:
        clock.pause(event.from_on, event.to_on, event.act, norm)
        clock.say("La suspensión por {act} no detiene este término", clock.term.norm, act=event.act)
        return
    lapse, issued_on = clock.lapse, event.issued_on or bogota_date(event.at)
    if lapse is not None and issued_on > lapse.on:
        left_from = max(event.from_on, lapse.on + ONE_DAY)
        if left_from <= event.to_on:
            clock.pause(left_from, event.to_on, event.act, norm)
        clock.say("La suspensión por {act} es del {0}: el término ya había vencido el {1}", norm,
                  issued_on, lapse.on, act=event.act)  # fmt: skip
        return
    clock.pause(event.from_on, event.to_on, event.act, norm)
    clock.come_back()
    clock.say("Términos suspendidos del {0} al {1} por {act}", norm,
                     event.from_on, event.to_on, act=event.act)  # fmt: skip


def calendar_changed(clock: Ticking, event: LedgerEvent) -> None:
    """A holiday created while the term runs does not count (Ley 51 de 1983); one created after it lapsed, does."""
    day = event.added_holiday
    if day is None or not _counts(clock):
        return
    if clock.lapse and day <= clock.lapse.on:
        clock.say("El {0} dejó de ser hábil cuando el término ya había vencido, el {1}", "Ley 51 de 1983",
                  day, clock.lapse.on)  # fmt: skip
        return
    clock.calendar = replace(clock.calendar, holidays={**clock.calendar.holidays, day: "nuevo festivo"})
    clock.new_holidays.append(day)
    clock.say("Nuevo festivo el {0}", "Ley 51 de 1983", day)


def _counts(clock: Ticking) -> bool:
    return clock.status in {ClockStatus.RUNNING, ClockStatus.SUSPENDED}


def term_set(clock: Ticking, event: LedgerEvent) -> None:
    """The order of a control body or a judge fixes the date itself (art. 30); whoever orders may give more time."""
    clock.fixed_due_on = event.new_due_on
    clock.come_back()
    if event.new_due_on is not None:
        clock.say("La orden fija el {0}", event.norm or clock.term.norm, event.new_due_on)


def grouped(clock: Ticking, event: LedgerEvent) -> None:
    """Analogous petitions answered as one: the earliest member governs (art. 22)."""
    first = min((clock.received_on(at) for at in event.members), default=clock.start_on)
    if first >= clock.start_on:
        return
    if clock.counted_from == clock.start_on:
        clock.ran.append((first, clock.start_on))
        clock.counted_from = first
    clock.start_on = first
    clock.say("Se responde con otras: rige la recibida primero, el {0}", f"{CPACA}, art. 22", first)


def closed(clock: Ticking, event: LedgerEvent) -> None:
    """Withdrawn (art. 18) or handed to the competent authority (art. 21): no term runs."""
    if event.kind != EventKind.WITHDRAWN:
        clock.before_closing = None
    elif clock.status != ClockStatus.CLOSED:
        clock.before_closing = clock.status, clock.waits_for
    clock.status, clock.waits_for = ClockStatus.CLOSED, None
    clock.say("Cerrada el {0}", f"{CPACA}, arts. 18 y 21", bogota_date(event.at))


def withdrawal_disowned(clock: Ticking, event: LedgerEvent) -> None:
    """A withdrawal that was not theirs never was: the term ran on; what they owed, they owe anew (art. 18)."""
    if clock.before_closing is None:
        return
    on = bogota_date(event.at)
    clock.status, clock.waits_for = clock.before_closing
    clock.before_closing = None
    clock.say("El peticionario desconoció el retiro el {0}: el término siguió corriendo", f"{CPACA}, art. 18", on)
    wait_anew(clock, on)


def desistimiento(clock: Ticking, event: LedgerEvent) -> None:
    """The motivated act notified: reposición within ten business days (arts. 17 and 76)."""
    on = bogota_date(event.at)
    clock.status, clock.waits_for, clock.before_closing = ClockStatus.CLOSED, None, None
    clock.milestones["reposicion"] = clock.calendar.business_days_after(on, REPOSICION_DAYS)
    what, article = ("Archivo", 19) if event.norm == ART_19 else ("Desistimiento", 17)
    clock.say("{what} notificado el {0}; reposición hasta el {1}", f"{CPACA}, arts. {article} y 76",
              on, clock.milestones["reposicion"], what=what)  # fmt: skip


def rejected_for_reserva(clock: Ticking, event: LedgerEvent) -> None:
    """Denied for reserva: the petitioner may insist within ten business days (arts. 25 and 26)."""
    on = bogota_date(event.at)
    clock.milestones["insistencia"] = clock.calendar.business_days_after(on, INSISTENCIA_DAYS)
    clock.say("Negada por reserva el {0}; insistencia hasta el {1}", f"{CPACA}, arts. 25 y 26",
              on, clock.milestones["insistencia"])  # fmt: skip


def insistencia(clock: Ticking, event: LedgerEvent) -> None:
    """The file goes to the court within three business days (art. 26; Ley 1712 de 2014, art. 27)."""
    on, days = bogota_date(event.at), clock.policy.insistencia_remission_business_days
    clock.milestones["envio_tribunal"] = clock.calendar.business_days_after(on, days)
    clock.say("Insistencia del {0}; remisión al tribunal hasta el {1}", f"{CPACA}, art. 26",
              on, clock.milestones["envio_tribunal"])  # fmt: skip


def remitted_to_court(clock: Ticking, event: LedgerEvent) -> None:
    """The court has the documents: nothing runs for the entity until it decides (art. 26)."""
    if clock.status != ClockStatus.RUNNING:
        return
    clock.ran.append((clock.anchor_on, bogota_date(event.at)))
    clock.wait(bogota_date(event.at), EventKind.COURT_DECIDED)
    clock.say("Remitida a {court} el {0}: decide en diez días", f"{CPACA}, art. 26", bogota_date(event.at),
              court=event.reason)  # fmt: skip


def court_decided(clock: Ticking, event: LedgerEvent) -> None:
    """What the court decided is obeyed by the day it fixes or, without one, in three business days (art. 26)."""
    if clock.waits_for != EventKind.COURT_DECIDED:
        return
    on = bogota_date(event.at)
    clock.resume(on, is_restarted=False)
    clock.fixed_due_on = event.new_due_on or clock.calendar.business_days_after(on, COMPLIANCE_DAYS)
    clock.say("El tribunal decidió ({act}); se cumple a más tardar el {0}", f"{CPACA}, art. 26", clock.fixed_due_on,
              act=event.act)  # fmt: skip


def replica(clock: Ticking, event: LedgerEvent) -> None:
    """A new cycle of the same case, with a term of its own from its receipt."""
    clock.turn_into(event.to_type or clock.type)
    clock.renew(clock.received_on(event.at))


def delivered(clock: Ticking, event: LedgerEvent) -> None:
    """The answer is in the petitioner's knowledge: the term is satisfied (art. 13; T-149 de 2013)."""
    on = bogota_date(event.at)
    if clock.status == ClockStatus.SUSPENDED:
        clock.resume(on, is_restarted=False)
    if clock.status == ClockStatus.RUNNING:
        clock.status = ClockStatus.SATISFIED
        clock.say("Respuesta conocida por el peticionario el {0}", f"{CPACA}, art. 13", on)


def answer_returned(clock: Ticking, event: LedgerEvent) -> None:
    """An answer that came back is in nobody's knowledge: the term was never satisfied (art. 13; T-149 de 2013)."""
    if clock.status == ClockStatus.SATISFIED:
        clock.status = ClockStatus.RUNNING
        clock.say("La respuesta volvió el {0}: el término sigue corriendo", f"{CPACA}, art. 13", bogota_date(event.at))


def noted(clock: Ticking, event: LedgerEvent) -> None:
    """Events that leave the term of what remains as it is: a partial traslado, the silence itself."""


Handler = Callable[[Ticking, LedgerEvent], None]
HANDLERS: Mapping[EventKind, Handler] = {
    EventKind.PRORROGA_NOTIFIED: prorroga,
    EventKind.PRORROGA_RETURNED: prorroga_returned,
    EventKind.PRORROGA_UNPROVEN: prorroga_unproven,
    EventKind.COMPLETION_REQUIRED: completion_required,
    EventKind.REQUIREMENT_DELIVERED: requirement_delivered,
    EventKind.REQUIREMENT_RETURNED: requirement_returned,
    EventKind.COMPLETION_EXTENDED: completion_extended,
    EventKind.CITIZEN_COMPLETED: citizen_completed,
    EventKind.CLARIFICATION_REQUIRED: clarification_required,
    EventKind.CLARIFIED: clarified,
    EventKind.TRANSFERRED_IN: transferred_in,
    EventKind.TRANSFERRED_OUT: closed,
    EventKind.PARTIALLY_TRANSFERRED: noted,
    EventKind.RECLASSIFIED: reclassified,
    EventKind.CALENDAR_CHANGED: calendar_changed,
    EventKind.SUSPENDED: suspended,
    EventKind.TERM_SET: term_set,
    EventKind.GROUPED: grouped,
    EventKind.WITHDRAWN: closed,
    EventKind.WITHDRAWAL_DISOWNED: withdrawal_disowned,
    EventKind.DESISTIMIENTO_ACT_NOTIFIED: desistimiento,
    EventKind.REJECTED_FOR_RESERVA: rejected_for_reserva,
    EventKind.INSISTENCIA: insistencia,
    EventKind.REMITTED_TO_COURT: remitted_to_court,
    EventKind.COURT_DECIDED: court_decided,
    EventKind.REPLICA: replica,
    EventKind.NO_RESPONSE: noted,
    EventKind.DELIVERED: delivered,
    EventKind.ANSWER_RETURNED: answer_returned,
}
