"""The morning's digest: for each official, what lapses today and soon, what has lapsed, and the rungs that waited."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from domain.calendar import Calendar
from domain.organization import Official, Organization

SOON_BUSINESS_DAYS = 3
ROLES = ("responsable", "coordinador", "jefe")
"""Who is told of a case every morning."""


@dataclass(frozen=True, kw_only=True)
class DigestCase:
    """An open case, as far as a digest goes: nothing of who asks or what."""

    radicado: str
    type: str
    dependencia: str
    responsible: str | None
    level: int
    due_on: date | None
    level_due_on: date | None
    earliest_due_on: date | None = None
    """The earliest that can be argued: it is told of by this one."""

    @property
    def strict_on(self) -> date | None:
        return self.earliest_due_on or self.due_on


@dataclass(frozen=True, kw_only=True)
class DigestLine:
    """A rung that waited for the digest, of a case still open."""

    key: str
    radicado: str
    recipient: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Digest:
    """What one official is told on a day; a case is in the first of its sections that fits."""

    on: date
    official: Official
    overdue: list[DigestCase] = field(default_factory=list)
    today: list[DigestCase] = field(default_factory=list)
    soon: list[DigestCase] = field(default_factory=list)
    level_lapsed: list[DigestCase] = field(default_factory=list)
    lines: list[DigestLine] = field(default_factory=list)

    @property
    def cases(self) -> int:
        """How many cases it names."""
        sections = (self.overdue, self.today, self.soon, self.level_lapsed, self.lines)
        return len({x.radicado for section in sections for x in section})


def digests(
    on: date, cases: Iterable[DigestCase], lines: Iterable[DigestLine], organization: Organization, calendar: Calendar
) -> list[Digest]:
    """One for each official who has something to be told, whoever acts that day; none on a day nobody works."""
    if not calendar.is_business_day(on):
        return []
    soon_on = calendar.business_days_after(on, SOON_BUSINESS_DAYS)
    known = {case.radicado: case for case in cases}
    found: dict[str, Digest] = {}

    def of(official: Official) -> Digest:
        return found.setdefault(official.code, Digest(on=on, official=official))

    for case in known.values():
        section = _section(case, on, soon_on)
        for official in _told(case, organization, on) if section else ():
            getattr(of(official), str(section)).append(case)
    for line in lines:
        case = known[line.radicado]
        of(organization.in_role(line.recipient, case.dependencia, case.responsible, on)).lines.append(line)
    return sorted(found.values(), key=lambda x: x.official.code)


def _section(case: DigestCase, on: date, soon_on: date) -> str | None:
    if case.due_on is not None and case.strict_on is not None and case.strict_on <= soon_on:
        return "overdue" if case.due_on < on else "today" if on in {case.due_on, case.strict_on} else "soon"
    return "level_lapsed" if case.level_due_on is not None and case.level_due_on < on else None


def _told(case: DigestCase, organization: Organization, on: date) -> list[Official]:
    told = (organization.in_role(role, case.dependencia, case.responsible, on) for role in ROLES)
    return list({official.code: official for official in told}.values())
