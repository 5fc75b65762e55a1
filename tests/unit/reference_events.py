"""What each event does to the slow model, and the dates it gives in the end: written from the norms, not the clock."""

from dataclasses import dataclass, replace
from datetime import date

from domain.deadlines import ADOPTED, Policy
from tests.unit.reference_clock import ONE, Happening, Kind, SlowClock, Term

DISTURBS = {"paused", "holiday_created"}
SHOWS = {"runs", "satisfied"}


class SlowHistory(SlowClock):
    """The slow model and what happens to it."""

    def happens(self, h: Happening) -> None:
        """Time passes up to the event, and then it happens."""
        term = self.term
        is_past = h.name != "requirement_delivered" and term.classified <= self.due < h.on
        if term.lapsed is None and term.state == "runs" and is_past:
            term.lapsed = self.due
        getattr(self, f"is_{h.name}")(h)

    def wait(self, name: str, through: date) -> None:
        self.term.ran.append((self.term.anchor, through))
        self.term.state, self.term.waits, self.term.reached = "waits", name, None

    def run_again(self, on: date, *, is_whole: bool = False) -> None:
        term = self.term
        term.anchor, term.state, term.waits = on, "runs", ""
        if is_whole:
            term.counted_from = on
            term.ran.clear()
            term.grants.clear()

    def consumed(self, on: date) -> date:
        return on if self.policy.counts_requerimiento_day else on - ONE

    def is_required(self, h: Happening) -> None:
        term, policy = self.term, self.policy
        is_second = term.required is not None
        is_in_time = h.on <= self.required_until or policy.accepts_late_requerimiento or is_second
        may = policy.accepts_second_requerimiento or not is_second
        if term.kind.may_wait and term.state == "runs" and may and is_in_time and h.on <= self.due:
            self.wait("completed", self.consumed(h.on))
            term.required, term.months, term.is_extended = h.on, term.kind.months_to_complete, False

    def is_returned(self, h: Happening) -> None:
        term = self.term
        if term.kind.may_wait and term.state == "runs" and term.returned is None:
            term.returned = h.on
            if h.on <= self.due:
                self.wait("clarified", self.consumed(h.on))

    def is_requirement_delivered(self, h: Happening) -> None:
        if self.asked_on:
            self.term.reached = h.on

    def is_requirement_returned(self, h: Happening) -> None:
        if self.asked_on:
            self.term.reached = None

    def is_completion_extended(self, h: Happening) -> None:
        until = self.asked_until
        if self.term.waits == "completed" and until and h.on <= until:
            self.term.is_extended = True

    def is_completed(self, h: Happening) -> None:
        if self.term.waits == "completed":
            is_claim = self.term.kind.name == "habeas_data_reclamo"
            is_anew = is_claim and self.policy.restarts_habeas_data_on_completion
            self.term.completed = h.on
            self.run_again(h.on, is_whole=self.policy.restarts_on_completion or is_anew)

    def is_clarified(self, h: Happening) -> None:
        if self.term.waits == "clarified":
            self.run_again(h.on, is_whole=self.policy.restarts_on_clarification)

    def is_prorrogated(self, h: Happening) -> None:
        term, due, latest = self.term, self.due, self.latest
        is_used = term.is_prorrogated and not self.policy.accepts_second_prorroga
        is_in_time = h.on < due or (h.on == due and self.policy.accepts_prorroga_on_last_day)
        if term.state != "runs" or is_used or latest is None or not is_in_time:
            return
        announced = min(self.first_open(h.until), latest)
        if announced <= due:
            return
        if h.on == due:
            term.arguable.append(due)
        term.grants.append(self.between(term.anchor, announced, self.unit) - self.left)
        term.is_prorrogated, term.is_unproven = True, False

    def is_prorroga_returned(self, h: Happening) -> None:
        term = self.term
        if term.state != "closed" and term.is_prorrogated:
            term.grants = term.grants[:-1]
            term.is_prorrogated, term.is_unproven = bool(term.grants), False

    def is_prorroga_unproven(self, h: Happening) -> None:
        self.term.is_unproven |= self.term.is_prorrogated and self.term.state != "closed"

    def is_paused(self, h: Happening) -> None:
        term, since = self.term, h.since or h.on
        if term.state not in {"runs", "waits"} or h.until < since or not self.policy.accepts_suspension_by_act:
            return
        is_late = term.kind.may_wait and term.lapsed is not None and (h.issued or h.on) > term.lapsed
        days = [since + ONE * n for n in range((h.until - since).days + 1)]
        self.paused |= {day for day in days if not (is_late and term.lapsed and day <= term.lapsed)}
        if term.kind.may_wait and not is_late:
            self.comes_back()

    def comes_back(self) -> None:
        if self.term.lapsed and self.due > self.term.lapsed:
            self.term.lapsed = None

    def is_holiday_created(self, h: Happening) -> None:
        lapsed = self.term.lapsed
        if self.term.state in {"runs", "waits"} and not (lapsed and h.until <= lapsed):
            self.law.add(h.until)

    def whole_end(self, kind: Kind) -> date:
        """The end of the whole term of a type from the receipt, as if nothing had happened."""
        fresh = SlowClock(self.term.received, kind, self.policy, frozenset())
        fresh.law = self.law
        return fresh.due

    def days_longer(self, to: Kind) -> int:
        order = self.term.order
        if order and to.in_order:
            return 0
        return (self.whole_end(to) - (order or self.whole_end(self.term.kind))).days

    def is_reclassified(self, h: Happening) -> None:
        term = self.term
        if term.state == "closed" or h.to == term.kind:
            return
        longer = self.days_longer(h.to)
        if longer > 0 and (term.lapsed or not h.is_approved):
            return
        term.kind, term.classified = h.to, h.on
        term.order = term.order if h.to.in_order else None
        if longer or not h.to.may_wait:
            term.grants.clear()
        if not h.to.may_wait:
            term.anchor = term.counted_from = term.received
            term.ran.clear()
            term.waits = ""
            term.state = "runs" if term.state == "waits" else term.state

    def is_received_from_another(self, h: Happening) -> None:
        if self.term.state == "runs":
            self.term = Term(self.term.kind, self.received_on(h.on, is_late=h.is_late))

    def is_replied(self, h: Happening) -> None:
        self.term = Term(h.to, self.received_on(h.on, is_late=h.is_late))

    def is_grouped(self, h: Happening) -> None:
        term, first = self.term, self.received_on(h.since or h.on, is_late=h.is_late)
        if first >= term.received:
            return
        if term.counted_from == term.received:
            term.ran.append((first, term.received))
            term.counted_from = first
        term.received = first

    def is_ordered(self, h: Happening) -> None:
        self.term.order = h.until
        self.comes_back()

    def is_delivered(self, h: Happening) -> None:
        if self.term.state == "waits":
            self.run_again(h.on)
        if self.term.state == "runs":
            self.term.state = "satisfied"

    def is_answer_returned(self, h: Happening) -> None:
        if self.term.state == "satisfied":
            self.term.state = "runs"

    def is_withdrawn(self, h: Happening) -> None:
        if self.term.state != "closed":
            self.term.before_withdrawal = self.term.state, self.term.waits
            self.term.state, self.term.waits = "closed", ""

    def is_withdrawal_disowned(self, h: Happening) -> None:
        term = self.term
        if term.before_withdrawal is None:
            return
        (term.state, term.waits), term.before_withdrawal = term.before_withdrawal, None
        if self.asked_on:
            name = "required" if term.waits == "completed" else "returned"
            setattr(term, name, h.on)
            term.reached = term.reached and h.on

    def is_transferred_out(self, h: Happening) -> None:
        self.term.state, self.term.waits = "closed", ""
        self.term.before_withdrawal = None

    def is_desistimiento(self, h: Happening) -> None:
        self.is_transferred_out(h)
        self.term.marks["reposicion"] = self.plainly(h.on, 10)

    def is_rejected(self, h: Happening) -> None:
        self.term.marks["insistencia"] = self.plainly(h.on, 10)

    def is_insisted(self, h: Happening) -> None:
        self.term.marks["envio_tribunal"] = self.plainly(h.on, self.policy.insistencia_remission_business_days)

    def is_remitted_to_court(self, h: Happening) -> None:
        if self.term.state == "runs":
            self.wait("court", h.on)

    def is_court_decided(self, h: Happening) -> None:
        if self.term.waits == "court":
            self.run_again(h.on)
            self.term.order = h.until if h.is_approved else self.plainly(h.on, 3)

    def is_partially_transferred(self, h: Happening) -> None:
        """What remains has the term it had (art. 21)."""

    def is_silence(self, h: Happening) -> None:
        """Not to answer moves no date."""

    def marks(self) -> dict[str, date]:
        """The other dates of the term that somebody has to meet now."""
        term, kind = self.term, self.term.kind
        found = {
            **term.marks,
            "requerimiento": self.required_until,
            "traslado": self.plainly(term.received, kind.traslado),
        }
        if kind.legend:
            found["leyenda"] = self.plainly(term.completed or term.received, kind.legend)
        if kind.operator:
            found["informe_operador"] = self.plainly(term.received, kind.operator)
        asked, until = self.asked(self.asked_on), self.asked_until
        if asked and until:
            is_completion = term.waits == "completed"
            found["complemento" if is_completion else "aclaracion"] = asked
            found["desistimiento_desde" if is_completion else "archivo_desde"] = self.plainly(until, 1)
        return found | self.marks_of_answer(found) if term.state in SHOWS else found

    def marks_of_answer(self, found: dict[str, date]) -> dict[str, date]:
        term, due, latest = self.term, self.due, self.latest
        more = {"respuesta": due, "requerimiento": min(found["requerimiento"], due)}
        if latest and term.is_prorrogated:
            more["prorroga_maxima"] = latest
        elif latest:
            more["aviso_prorroga"] = self.last_open(due - ONE)
        if term.kind.silence == "copies" and "envio_tribunal" not in found:
            more["copias"] = self.plainly(due, 3)
        if term.kind.silence == "accepted":
            more["silencio_positivo_desde"] = due + ONE
        return more


@dataclass(frozen=True)
class SlowDates:
    """What the model says in the end; the dates are None while no term runs."""

    state: str
    due: date | None
    earliest: date | None
    latest: date | None
    unsuspended: date | None
    lapsed: date | None
    marks: dict[str, date]


def slow_dates(
    received: date, kind: Kind, happenings: list[Happening], policy: Policy = ADOPTED, *, is_late: bool = False
) -> SlowDates:
    """Every date after the happenings; what would have been without acts nor new holidays may be argued too."""
    created = frozenset(h.until for h in happenings if h.name == "holiday_created")
    dates = _walked(received, kind, happenings, policy, created, is_late=is_late)
    quiet = [h for h in happenings if h.name not in DISTURBS]
    if dates.due is None or len(quiet) == len(happenings):
        return dates
    before = _walked(received, kind, quiet, policy, created, is_late=is_late)
    known = [day for day in (dates.earliest, before.earliest) if day]
    return replace(dates, unsuspended=before.due, earliest=min(known))


def _walked(
    received: date, kind: Kind, happenings: list[Happening], policy: Policy, created: frozenset[date], *, is_late: bool
) -> SlowDates:
    clock = SlowHistory(received, kind, policy, created)
    clock.term = Term(kind, clock.received_on(received, is_late=is_late))
    for happening in happenings:
        clock.happens(happening)
    term = clock.term
    if term.state not in SHOWS:
        return SlowDates(term.state, None, None, None, None, term.lapsed, clock.marks())
    return SlowDates(term.state, clock.due, clock.earliest, clock.latest, clock.due, term.lapsed, clock.marks())


def slow_due(received: date, kind: Kind, happenings: list[Happening]) -> date | None:
    """The due date after the happenings, or None while no term runs."""
    return slow_dates(received, kind, happenings).due
