"""What the events of waiting for the petitioner do to the clock: requerimiento (art. 17) and aclaración (art. 19)."""

from datetime import date

from domain.clock_dates import mark_clarification, mark_completion, received_until, required_until
from domain.deadlines import ClockStatus
from domain.errors import CPACA
from domain.instants import bogota_date
from domain.ledger import EventKind, LedgerEvent
from domain.terms import PqrsdType
from domain.ticking import Ticking

ART_17 = f"{CPACA}, art. 17"
ART_19 = f"{CPACA}, art. 19"


def completion_required(clock: Ticking, event: LedgerEvent) -> None:
    """Within ten business days of receipt, while the term runs, the first time only: the term waits (art. 17)."""
    on, policy = bogota_date(event.at), clock.policy
    if not clock.term.may_wait:
        clock.say("Requerimiento del {0}: este término no se detiene", clock.term.norm, on)
        return
    if clock.status != ClockStatus.RUNNING or (clock.required_on and not policy.accepts_second_requerimiento):
        clock.say("Segundo requerimiento del {0}: no suspende el término", ART_17, on)
        return
    until = required_until(clock)
    is_late = on > until and not (policy.accepts_late_requerimiento or clock.required_on)
    if is_late or on > clock.due_on:
        last = min(until, clock.due_on)
        clock.say("Requerimiento del {0}, después del {1}: no suspende el término", ART_17, on, last)
        return
    clock.required_on, clock.delivered_on, clock.citizen_months = on, None, clock.term.citizen_months
    clock.is_completion_extended = False
    clock.stop(on, EventKind.CITIZEN_COMPLETED)
    _mark_wait(clock)
    clock.say(
        "Requerimiento del {0}: el término espera; el peticionario tiene hasta el {1}",
        ART_17, on, clock.milestones["complemento"],
    )  # fmt: skip


ASKED = frozenset({EventKind.CITIZEN_COMPLETED, EventKind.CLARIFIED})
"""What the term may wait for of its petitioner."""


def requirement_delivered(clock: Ticking, event: LedgerEvent) -> None:
    """The act that closes is issued by the time counted from the day the petitioner received it (arts. 17 and 19)."""
    if clock.waits_for not in ASKED:
        return
    clock.delivered_on = on = bogota_date(event.at)
    _mark_wait(clock)
    if clock.waits_for == EventKind.CLARIFIED:
        clock.say("Devolución recibida el {0}: archivo desde el {1}", ART_19, on, clock.milestones["archivo_desde"])
        return
    clock.say("Requerimiento recibido el {0}: desistimiento desde el {1}", ART_17,
              on, clock.milestones["desistimiento_desde"])  # fmt: skip


def requirement_returned(clock: Ticking, event: LedgerEvent) -> None:
    """What came back was not received: nothing rests on it until it arrives another way (arts. 17 and 19)."""
    if clock.waits_for not in ASKED:
        return
    clock.delivered_on = None
    _mark_wait(clock)
    article = ART_19 if clock.waits_for == EventKind.CLARIFIED else ART_17
    clock.say("El requerimiento no llegó ({0}): sale por otro medio", article, bogota_date(event.at))


def completion_extended(clock: Ticking, event: LedgerEvent) -> None:
    """An equal term more, asked for before the first one, from its receipt if that is known, ends (art. 17)."""
    on, until = bogota_date(event.at), received_until(clock)
    is_due = clock.waits_for == EventKind.CITIZEN_COMPLETED and not clock.is_completion_extended
    if until is None or not is_due or on > until:
        clock.say("Ampliación del {0} sin efecto", ART_17, on)
        return
    clock.is_completion_extended = True
    clock.citizen_months *= 2
    mark_completion(clock)
    clock.say("Plazo del peticionario ampliado hasta el {0}", ART_17, clock.milestones["complemento"])


def wait_anew(clock: Ticking, on: date) -> None:
    """Count again from a day what the petitioner has to complete or clarify, if the term waits for it."""
    if clock.waits_for not in ASKED:
        return
    if clock.waits_for == EventKind.CLARIFIED:
        clock.returned_on = on
    else:
        clock.required_on = on
    clock.delivered_on = clock.delivered_on and on
    _mark_wait(clock)


def _mark_wait(clock: Ticking) -> None:
    """To complete or clarify, from the sending; to close by an act, from the receipt when there is proof of it."""
    if clock.waits_for == EventKind.CLARIFIED:
        mark_clarification(clock)
    else:
        mark_completion(clock)


def citizen_completed(clock: Ticking, event: LedgerEvent) -> None:
    """The rest of the term runs from the business day after (art. 17)."""
    on, policy = bogota_date(event.at), clock.policy
    if clock.waits_for != EventKind.CITIZEN_COMPLETED:
        clock.say("Complemento del {0}: el término no estaba suspendido", ART_17, on)
        return
    clock.completed_on = on
    restarts_claim = policy.restarts_habeas_data_on_completion and clock.type == PqrsdType.HABEAS_DATA_RECLAMO
    clock.resume(on, is_restarted=policy.restarts_on_completion or restarts_claim)
    clock.say("Completada el {0}: quedan {left} {unit}", ART_17, on, left=str(clock.left), unit=clock.unit)


def clarification_required(clock: Ticking, event: LedgerEvent) -> None:
    """Returned because its object is not understood: ten business days to clarify (art. 19)."""
    on = bogota_date(event.at)
    if clock.status != ClockStatus.RUNNING or clock.returned_on or not clock.term.may_wait:
        clock.say("Devolución del {0} sin efecto", ART_19, on)
        return
    clock.returned_on, clock.delivered_on = on, None
    mark_clarification(clock)
    if on > clock.due_on:
        clock.say("Devuelta para aclarar el {0}, ya vencida: no suspende el término", ART_19, on)
        return
    clock.stop(on, EventKind.CLARIFIED)
    clock.say("Devuelta para aclarar el {0}; plazo hasta el {1}", ART_19, on, clock.milestones["aclaracion"])


def clarified(clock: Ticking, event: LedgerEvent) -> None:
    """The rest of the term runs from the business day after (art. 19; reading adopted)."""
    on = bogota_date(event.at)
    if clock.waits_for != EventKind.CLARIFIED:
        clock.say("Aclaración del {0}: el término no estaba suspendido", ART_19, on)
        return
    clock.resume(on, is_restarted=clock.policy.restarts_on_clarification)
    clock.say("Aclarada el {0}: quedan {left} {unit}", ART_19, on, left=str(clock.left), unit=clock.unit)
