"""What forms offer to choose from: types, products, motives, priorities and dependencias, by the catalogs."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.case import Case
from domain.instants import bogota_date
from domain.matters import Matters
from domain.organization import Dependencia, Organization
from domain.priorities import GivenPriority
from domain.reception import OfferedTypes
from schemas.proposal import ProposalOut
from web.labels import label
from web.services import Services

Options = dict[str, str]
AS_IT_IS = {"": "Como está"}
CHOOSE = {"": "Elija"}
ANY_PETITION = {"peticion": "Petición"}
"""The plain word for who does not know the types; the classification says which one it is."""

LEVELS = {"1": "1, primer nivel", "2": "2, segundo nivel", "3": "3, tercer nivel"}


@dataclass(frozen=True, kw_only=True)
class Offered:
    """The catalogs a form is written with."""

    types: OfferedTypes
    matters: Matters

    @property
    def public_types(self) -> Options:
        """The types offered to anybody."""
        return {**ANY_PETITION, **{str(x.type): x.label for x in self.types.items if x.is_public}}

    @property
    def all_types(self) -> Options:
        return {str(x.type): x.label for x in self.types.items}

    @property
    def products(self) -> Options:
        return {x.code: x.name for x in self.matters.products.items}

    @property
    def motives(self) -> Options:
        """The whole tree, each under what it belongs to."""
        depth = self.matters.motives.level
        return {x.code: "– " * (depth(x.code) - 1) + x.name for x in self.matters.tree()}


async def offered_today(parts: Services) -> Offered:
    """What is offered to who files today."""
    today = bogota_date(parts.now())
    return Offered(types=await parts.catalogs.types(today), matters=await parts.catalogs.matters({}, today))


@dataclass(frozen=True, kw_only=True)
class CaseChoices:
    """What the forms of a case offer: the versions it keeps, and the dependencias of today."""

    offered: Offered
    organization: Organization
    level: int

    def of(self, act_path: str) -> Mapping[str, Options]:
        """The choices of each field of an act that has any."""
        if act_path == "clasificacion":
            return self._of_classifying()
        if act_path == "asignacion":
            return {"dependencia": CHOOSE | self._areas(is_here=True)}
        if act_path == "escalamiento":
            levels = {code: text for code, text in LEVELS.items() if code != str(self.level)}
            return {"nivel": CHOOSE | levels, "dependencia": CHOOSE | self._areas(is_here=False)}
        return {}

    def level_of(self, dependencia: str | None) -> int | None:
        found = self.organization.dependencia(dependencia or "")
        return found.level if found else None

    def level_to_climb(self, proposal: ProposalOut | None) -> int | None:
        """The level a case must be passed to for the dependencia proposed to take it; None when it is there."""
        level = self.level_of(proposal.dependencia) if proposal else None
        return level if level != self.level else None

    def _of_classifying(self) -> Mapping[str, Options]:
        priorities = {str(x): label(x, "prioridad") for x in GivenPriority}
        return {
            "tipo": self.offered.all_types,
            "producto": AS_IT_IS | self.offered.products,
            "motivo": AS_IT_IS | self.offered.motives,
            "dependencia": AS_IT_IS | self._areas(is_here=True),
            "prioridad": AS_IT_IS | priorities,
        }

    def _areas(self, *, is_here: bool) -> Options:
        """The dependencias of the case's level, or those of the others."""
        areas = (x for x in self.organization.dependencias if (x.level == self.level) == is_here)
        return {x.code: _named(x) for x in areas}


async def choices_of(parts: Services, case: Case) -> CaseChoices:
    """What may be chosen for a case today."""
    today = bogota_date(parts.now())
    matters = await parts.catalogs.matters(case.filing.catalogs, today)
    offered = Offered(types=await parts.catalogs.types(today), matters=matters)
    return CaseChoices(offered=offered, organization=await parts.catalogs.organization(today), level=case.level)


def _named(area: Dependencia) -> str:
    return f"{area.code}, {area.name} (nivel {area.level})"
