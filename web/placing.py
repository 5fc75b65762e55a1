"""Whom a case may go to and what it may be about, checked against the catalogs before the act reaches the case."""

from dataclasses import replace
from datetime import date

from domain.case import Case
from domain.errors import ActRefusal
from domain.instants import bogota_date
from domain.organization import Dependencia, Official, Organization
from domain.petitions import Assign, Classify, Escalate
from web.services import Services


class DependenciaUnknown(ActRefusal):
    norm = "Procedimiento PQRSD, asignación"
    status = 422
    field = "dependencia"
    sentence = "La dependencia «{code}» no está en el catálogo."


class ResponsibleUnknown(ActRefusal):
    norm = "Procedimiento PQRSD, asignación"
    status = 422
    field = "responsable"
    sentence = "«{code}» no es integrante de {dependencia}, según el catálogo de dependencias."


class DependenciaOfAnotherLevel(ActRefusal):
    norm = "Procedimiento PQRSD, escalamiento"
    status = 422
    field = "dependencia"
    sentence = "{dependencia} es de nivel {level}: no recibe los casos que pasan al nivel {wanted}."


async def placed(act: object, case: Case, parts: Services) -> tuple[object, str | None]:
    """The act as it can be done, and who takes the place of the person named when that person is absent.

    Raises ProductUnknown, MotiveUnknown, DependenciaUnknown, ResponsibleUnknown, DependenciaOfAnotherLevel.
    """
    today = bogota_date(parts.now())
    if isinstance(act, Classify) and (act.product or act.motive):
        (await parts.catalogs.matters(case.filing.catalogs, today)).check(act.product, act.motive)
    if not isinstance(act, (Assign, Escalate, Classify)) or not act.dependencia:
        return act, None
    organization = await parts.catalogs.organization(today)
    area = organization.dependencia(act.dependencia)
    if area is None:
        raise DependenciaUnknown(code=act.dependencia)
    if isinstance(act, Escalate):
        return _escalated(act, area), None
    leveled = replace(act, dependencia_level=area.level)
    return _assigned(leveled, area, organization, today) if isinstance(leveled, Assign) else (leveled, None)


def _escalated(act: Escalate, area: Dependencia) -> Escalate:
    if area.level != act.level:
        raise DependenciaOfAnotherLevel(dependencia=area.name, level=area.level, wanted=act.level)
    return act


def _assigned(act: Assign, area: Dependencia, organization: Organization, today: date) -> tuple[Assign, str | None]:
    """The assignment to who is present: the person named, or who stands in for them."""
    if act.responsible not in {*area.members, area.head, area.coordinator, area.mailbox}:
        raise ResponsibleUnknown(code=act.responsible, dependencia=area.name)
    substitute = _substitute(act.responsible, organization, today)
    if substitute is None:
        return act, None
    notice = _absent(act.responsible, organization, today)
    return replace(act, responsible=substitute.code), f"{notice}; el caso queda a cargo de {substitute.code}."


async def standing_in(responsible: str | None, parts: Services) -> str | None:
    """Who acts today for the responsible of a case, in words; None when that person is present."""
    if responsible is None:
        return None
    today = bogota_date(parts.now())
    organization = await parts.catalogs.organization(today)
    substitute = _substitute(responsible, organization, today)
    if substitute is None:
        return None
    return f"{_absent(responsible, organization, today)}; actúa {substitute.code}."


def _substitute(code: str, organization: Organization, today: date) -> Official | None:
    acting = organization.acting(code, today)
    return None if acting is None or acting.code == code else acting


def _absent(code: str, organization: Organization, today: date) -> str:
    official = organization.official(code)
    absence = official and official.absence(today)
    return f"{code} está ausente hasta el {absence.to_on:%d/%m/%Y}" if absence else code
