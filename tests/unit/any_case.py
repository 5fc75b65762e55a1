"""One case to which anything may happen: it takes each version as the workflow does, and watches what that moves."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine

from domain import correspondence, ladder, notices
from domain import petitions as p
from domain.calendar import Calendar
from domain.case import Case
from domain.chronicle import Line, line_of, lines_of_standing
from domain.errors import DomainError
from domain.ledger import EventKind

CAUSES = frozenset({
    EventKind.PRORROGA_NOTIFIED, EventKind.CITIZEN_COMPLETED, EventKind.CLARIFIED, EventKind.SUSPENDED,
    EventKind.CALENDAR_CHANGED, EventKind.RECLASSIFIED, EventKind.REPLICA, EventKind.TERM_SET,
})  # fmt: skip
"""What may move a due date later: a prórroga, the petitioner completing, an act, a holiday, an approved decision."""

DECIDING = (p.Answer, p.Reject, p.Withdraw, p.Traslado)
"""What people do that ends a petition."""

UNDECIDED = (p.Classify, p.Prorroga, p.RequireCompletion, p.Clarify, p.Suspend, p.Traslado, p.Withdraw, p.Answer,
             p.Reject)  # fmt: skip

RULES = ladder.BEFORE_CATALOGS
Law = Callable[[Case, Any, datetime, Calendar], Case]


class AnyCase(RuleBasedStateMachine):
    """A case under a calendar, and a clock that only goes forward."""

    case: Case
    calendar: Calendar
    now: datetime
    refusals: list[DomainError]
    letter_keys: list[str]
    is_proven: bool
    """Whether somebody, or time, proved that the petitioner knows the decision of this cycle."""

    def perform(self, law: Law, act: Any) -> None:
        """Do an act as the workflow does: refused by name, or a new version with a line and maybe letters."""
        before = self.case
        try:
            after = law(before, act, self.now, self.calendar)
        except DomainError as refusal:
            self.refusals.append(refusal)
            return
        assert not isinstance(act, UNDECIDED) or not before.is_decided
        assert after.is_decided <= (before.is_decided or isinstance(act, DECIDING))
        self.become(after, line_of(act))
        assert self.case.version == before.version + 1
        self.wait_until(self.now)

    def become(self, after: Case, *lines: Line, published: Calendar | None = None) -> None:
        """Take the next version of the case, as the workflow does: its date moves later only for a named cause.

        A calendar version is a cause of its own, which the log names.
        """
        before, was, is_published = self.case, self.due_on, published is not None
        self.calendar = published or self.calendar
        after = ladder.flagged(after, self.calendar, self.now)
        if after.deadlines(self.calendar).due_on != was:
            after = ladder.carried(after, self.calendar, self.now, RULES)
        known = {x.key for x in before.due_letters}
        self.letter_keys += [x.key for x in after.due_letters if x.key not in known]
        self.case = after.next_version()
        became = self.due_on
        self.tell(lines, was, became)
        if was is not None and became is not None and became > was and not is_published:
            known_events = len(before.ledger)
            is_same_cycle = after.ledger[:known_events] == before.ledger
            new = {event.kind for event in (after.ledger[known_events:] if is_same_cycle else after.ledger)}
            assert new & CAUSES, f"{was} → {became} without a cause"

    def tell(self, lines: tuple[Line, ...], was: date | None, became: date | None) -> None:
        """Every line says something and who did it; of a date that moved, also from when, to when and by what norm."""
        told = [line.moving(was, became) for line in lines]
        assert all(line.text and line.actor for line in told)
        if was != became:
            dates = [f"{day:%d/%m/%Y}" for day in (was, became) if day]
            assert any(line.norm and all(day in line.text for day in dates) for line in told), f"{was} → {became}"

    @property
    def due_on(self) -> date | None:
        return self.case.deadlines(self.calendar).due_on

    def wait_until(self, until: datetime) -> None:
        """Time passes, and the workflow wakes at each rung of the ladder and when a delivery is proven by time."""
        while (at := self.next_step_at()) and at <= until:
            self.now = max(self.now, at)
            settles_at = self.settles_at()
            if settles_at and settles_at <= self.now:
                self.settle()
            else:
                self.climb()
        self.now = until

    def next_step_at(self) -> datetime | None:
        rung = ladder.next_at(self.case, self.calendar, self.now, RULES)
        return min((at for at in (rung and rung.at, self.settles_at()) if at), default=None)

    def settles_at(self) -> datetime | None:
        """When silence proves the delivery of what awaits notification, if it does."""
        is_awaited = correspondence.awaits_notification(self.case) and self.case.sent_at is not None
        return correspondence.settles_at(self.case, self.calendar) if is_awaited else None

    def settle(self) -> None:
        """A mail did not bounce, or an aviso was up its days."""
        line = notices.line_of_settling(self.case, self.calendar)
        self.become(correspondence.settled(self.case, self.calendar), line)
        self.is_proven = True

    def climb(self) -> None:
        """No rung decides anything."""
        climbed = ladder.climb(self.case, self.calendar, self.now, RULES).case
        assert climbed.is_decided == self.case.is_decided
        self.become(climbed, *lines_of_standing(self.case, climbed))
