"""Suspensions of terms by a published act: which cases an act reaches, at filing and afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.case import Case
from domain.errors import ActRefusal, DatesReversed
from domain.instants import bogota_date
from domain.ledger import EventKind, LedgerEvent
from domain.petitions import Revocation, Suspend
from domain.terms import TERMS, PqrsdType


class ActNumberTaken(ActRefusal):
    norm = "Ley 1437 de 2011, art. 39"
    sentence = "El acto {act} ya se publicó con otros términos: del {from_on:%d/%m/%Y} al {to_on:%d/%m/%Y}."


@dataclass(frozen=True)
class Scope:
    """Which cases an act reaches; empty is everything. Never those of a term that the entity cannot stop."""

    dependencia: str = ""
    types: tuple[PqrsdType, ...] = ()

    def holds(self, case: Case) -> bool:
        is_named = self.dependencia in {"", case.dependencia} and (not self.types or case.type in self.types)
        return is_named and TERMS[case.type].may_wait


@dataclass(frozen=True, kw_only=True)
class SuspensionAct:
    """A published act that suspends terms, with its own legal basis (Ley 1437 de 2011, art. 39, and special laws)."""

    act_number: str
    from_on: date
    to_on: date
    norm: str
    published_by: str
    published_at: datetime
    scope: Scope = Scope()
    revocation: Revocation | None = None

    def says_as(self, other: "SuspensionAct") -> bool:
        """Whether both suspend the same, whoever published them and whenever."""
        return self == replace(
            other, published_by=self.published_by, published_at=self.published_at, revocation=self.revocation
        )

    @property
    def ends_on(self) -> date:
        """The last day it suspends: that of its revocation, if it came before its end."""
        return min(self.to_on, self.revocation.on) if self.revocation else self.to_on

    @property
    def is_void(self) -> bool:
        """Whether it was revoked before it began."""
        return self.ends_on < self.from_on

    @property
    def order(self) -> Suspend:
        """The act as a case that had not taken it is told of it."""
        return Suspend(
            by=self.published_by, from_on=self.from_on, to_on=self.ends_on, act_number=self.act_number, norm=self.norm,
            issued_on=bogota_date(self.published_at),
        )  # fmt: skip

    @property
    def lifting(self) -> Suspend:
        """Its revocation as a case that took it is told of it."""
        by = self.revocation.by if self.revocation else self.published_by
        return replace(self.order, by=by, to_on=self.to_on, revocation=self.revocation)


def assert_publishable(act: SuspensionAct, kept: SuspensionAct | None) -> None:
    """Its dates run forwards, and what was published under its number, if anything, says the same.

    Raises DatesReversed or ActNumberTaken.
    """
    if act.to_on < act.from_on:
        raise DatesReversed(from_on=act.from_on, to_on=act.to_on)
    if kept is not None and not kept.says_as(act):
        raise ActNumberTaken(act=act.act_number, from_on=kept.from_on, to_on=kept.to_on)


def suspension(act: Suspend, at: datetime) -> LedgerEvent:
    """What an act is in the ledger of a case."""
    return LedgerEvent(
        EventKind.SUSPENDED,
        at,
        from_on=act.from_on,
        to_on=act.to_on,
        act=act.act_number,
        norm=act.norm,
        approved_by=act.by,
        issued_on=act.issued_on,
    )


def applied(case: Case, act_number: str) -> LedgerEvent | None:
    """The suspension by an act that a case already has."""
    found = (event for event in case.ledger if event.kind == EventKind.SUSPENDED and event.act == act_number)
    return next(found, None)


def missing(case: Case, acts: Iterable[SuspensionAct]) -> tuple[Suspend, ...]:
    """The acts that reach a case and are not in its ledger yet."""
    return tuple(act.order for act in acts if act.scope.holds(case) and applied(case, act.act_number) is None)


def filed_under(case: Case, acts: Iterable[SuspensionAct]) -> Case:
    """A case just filed, with the acts in force at its receipt: its first date already counts them."""
    received_at = case.filing.received_at
    return replace(case, ledger=(*case.ledger, *(suspension(act, received_at) for act in missing(case, acts))))
