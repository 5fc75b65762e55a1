"""The entity's areas and people: who heads, who coordinates, who answers, and who stands in for whom meanwhile."""

from dataclasses import dataclass
from datetime import date

FRONT = 1
"""The level that receives people: a contractor at ICETEX."""


@dataclass(frozen=True, kw_only=True)
class Absence:
    """Days on which an official is away, both included."""

    from_on: date
    to_on: date
    reason: str = ""

    def covers(self, day: date) -> bool:
        return self.from_on <= day <= self.to_on


@dataclass(frozen=True, kw_only=True)
class Official:
    """A person, or the mailbox of a team. `substitute` gets their letters and assignments while they are absent."""

    code: str
    name: str
    mail: str
    substitute: str | None = None
    absences: tuple[Absence, ...] = ()

    def absence(self, day: date) -> Absence | None:
        return next((x for x in self.absences if x.covers(day)), None)


@dataclass(frozen=True, kw_only=True)
class Dependencia:
    """An area (Decreto 1083 de 2015): 1 front, 2 back, 3 mission area. `mailbox` gets what has no one else yet."""

    code: str
    name: str
    level: int
    head: str
    coordinator: str
    mailbox: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Organization:
    """The catalog of dependencias. `default` is the one of cases that have none yet."""

    officials: tuple[Official, ...]
    dependencias: tuple[Dependencia, ...]
    default: str
    internal_control: str
    external_desk: str
    archive_desk: str | None = None
    """Who keeps closed expedientes; without one, the coordinator of the default dependencia."""
    legal_desk: str | None = None
    """The dependencia that receives tutelas, recursos and revocatorias; without one, they go where petitions go."""

    def official(self, code: str) -> Official | None:
        return next((x for x in self.officials if x.code == code), None)

    def dependencia(self, code: str) -> Dependencia | None:
        return next((x for x in self.dependencias if x.code == code), None)

    @property
    def legal_area(self) -> Dependencia | None:
        return self.dependencia(self.legal_desk or "")

    def area(self, code: str) -> Dependencia:
        """The dependencia of a case; the default one when it has none, or one that is gone."""
        return self.dependencia(code) or self._known(self.default)

    def signing(self, code: str) -> str:
        """The name of the area that signs: its own, but for a first level, which only fronts for the default one."""
        found = self.dependencia(code)
        return found.name if found is not None and found.level > FRONT else self._known(self.default).name

    def acting(self, code: str, day: date) -> Official | None:
        """The official, or who stands in for them that day; the last one asked when all of them are away."""
        official = self.official(code)
        for _ in self.officials:
            if official is None or official.substitute is None or official.absence(day) is None:
                return official
            official = self.official(official.substitute)
        return official

    def in_role(self, role: str, dependencia: str, responsible: str | None, day: date) -> Official:
        """Who acts in a role for a case of a *dependencia* that day.

        A responsible nobody knows is the team's mailbox. Raises LookupError for an unknown role.
        """
        area = self.area(dependencia)
        holders = {
            "responsable": responsible if responsible and self.official(responsible) else area.mailbox,
            "coordinador": area.coordinator,
            "jefe": area.head,
            "control_interno": self.internal_control,
            "entidad": self.external_desk,
            "archivo": self.archive_desk or area.coordinator,
            "juridica": (self.legal_area or area).head,
        }
        acting = self.acting(holders[role], day)
        if acting is None:
            raise LookupError(f"no official for {role}")
        return acting

    def _known(self, code: str) -> Dependencia:
        found = self.dependencia(code)
        if found is None:
            raise LookupError(f"no dependencia {code}")
        return found
