"""Reconciliation: the letters the book says were sent by e-mail against what the mail server says it took."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from temporalio import activity

from activities.ports_mail import MailLog
from activities.ports_reconciliation import Ledger
from domain.reconciliation import Discrepancy, compared

GRACE = timedelta(minutes=15)
"""A letter is taken before it is noted, and copied to the log after: neither is a difference while it is fresh."""


@dataclass(frozen=True)
class Period:
    """What to compare: from *since* until *at*, less the grace."""

    at: datetime
    days: int = 30
    grace_seconds: int = int(GRACE.total_seconds())

    @property
    def since(self) -> datetime:
        return self.at - timedelta(days=self.days)

    @property
    def until(self) -> datetime:
        return self.at - timedelta(seconds=self.grace_seconds)


@dataclass(frozen=True)
class Reconciled:
    """How many letters were compared, and where book and log differ."""

    sent: int
    differences: tuple[Discrepancy, ...]


class Reconciliation:
    """Compares the book of letters with the mail log. Constructed by composition with real adapters."""

    def __init__(self, *, ledger: Ledger, mail_log: MailLog, mail_domain: str) -> None:
        self._ledger = ledger
        self._mail_log = mail_log
        self._mail_domain = mail_domain

    @activity.defn
    async def reconcile(self, period: Period) -> Reconciled:
        """Compare and keep the result. Raises MailUnavailable when the log cannot be read: that is no result."""
        taken = await self._mail_log.names(self._mail_domain)
        settled = frozenset(name for name, at in taken.items() if period.since <= at <= period.until)
        book = await self._ledger.booked(settled, period.since, period.until)
        found = compared(book, settled | (taken.keys() & book.keys()))
        sent = sum(letter.is_sent for letter in book.values())
        await self._ledger.keep(period.at, period.since, sent, found)
        return Reconciled(sent, found)
