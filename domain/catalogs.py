"""The catalogs of the entity: data in versions. A published one never changes; a case keeps those of its receipt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from domain.deadlines import Policy
from domain.errors import ActRefusal
from domain.measures import IndicatorTargets, RetentionTable, SurveyForm, Templates
from domain.organization import Organization
from domain.reception import Channels, Motives, OfferedTypes, Products
from domain.rungs import Ladders
from domain.service_levels import ServiceLevels


class CatalogKind(StrEnum):
    """Every catalog; the value is its name outside."""

    CHANNELS = "canales"
    TYPES = "tipos"
    PRODUCTS = "productos"
    MOTIVES = "motivos"
    DEPENDENCIAS = "dependencias"
    SERVICE_LEVELS = "niveles"
    LADDERS = "escalas"
    TEMPLATES = "plantillas"
    RETENTION = "series"
    SURVEY = "encuesta"
    TARGETS = "indicadores"
    READINGS = "lecturas"

    @property
    def label(self) -> str:
        """The name people read."""
        return LABELS[self]


LABELS = {
    CatalogKind.CHANNELS: "Canales",
    CatalogKind.TYPES: "Tipos de solicitud",
    CatalogKind.PRODUCTS: "Productos",
    CatalogKind.MOTIVES: "Motivos",
    CatalogKind.DEPENDENCIAS: "Dependencias y responsables",
    CatalogKind.SERVICE_LEVELS: "Términos internos por nivel",
    CatalogKind.LADDERS: "Escalas de recordatorios",
    CatalogKind.TEMPLATES: "Plantillas de cartas",
    CatalogKind.RETENTION: "Series documentales (TRD)",
    CatalogKind.SURVEY: "Encuesta",
    CatalogKind.TARGETS: "Metas de los indicadores",
    CatalogKind.READINGS: "Lecturas de la ley",
}

CONTENT: Mapping[CatalogKind, type] = {
    CatalogKind.CHANNELS: Channels,
    CatalogKind.TYPES: OfferedTypes,
    CatalogKind.PRODUCTS: Products,
    CatalogKind.MOTIVES: Motives,
    CatalogKind.DEPENDENCIAS: Organization,
    CatalogKind.SERVICE_LEVELS: ServiceLevels,
    CatalogKind.LADDERS: Ladders,
    CatalogKind.TEMPLATES: Templates,
    CatalogKind.RETENTION: RetentionTable,
    CatalogKind.SURVEY: SurveyForm,
    CatalogKind.TARGETS: IndicatorTargets,
    CatalogKind.READINGS: Policy,
}
"""What each catalog is as a value."""

GOVERNING = (
    CatalogKind.LADDERS,
    CatalogKind.SERVICE_LEVELS,
    CatalogKind.READINGS,
    CatalogKind.PRODUCTS,
    CatalogKind.MOTIVES,
    CatalogKind.SURVEY,
)
"""Those that go on governing a case as they were at its receipt."""


@dataclass(frozen=True, kw_only=True)
class Published:
    """A version of a catalog and who published it."""

    kind: CatalogKind
    version: int
    valid_from: date
    published_by: str
    published_at: datetime
    reason: str
    content: Any


class CatalogMoved(ActRefusal):
    norm = "Procedimiento PQRSD, catálogos"
    sentence = "Alguien publicó otra versión: la última de «{kind}» es la {present}, no la {given}."


class CatalogVersionUnknown(ActRefusal):
    norm = "Procedimiento PQRSD, catálogos"
    status = 404
    sentence = "El catálogo «{kind}» no tiene una versión {version}."


class CatalogBackdated(ActRefusal):
    norm = "Procedimiento PQRSD, catálogos"
    status = 422
    field = "vigente_desde"
    sentence = "Una versión rige desde hoy o después: {valid_from:%d/%m/%Y} ya pasó."


class CatalogUnchanged(ActRefusal):
    norm = "Procedimiento PQRSD, catálogos"
    sentence = "El contenido es igual al de la versión {version}: no hay nada que publicar."


class CatalogDangling(ActRefusal):
    norm = "Procedimiento PQRSD, catálogos"
    status = 422
    field = "contenido"
    sentence = "{what}"


def loose_ends(motives: Motives, organization: Organization) -> list[str]:
    """What the motives name that the organization has not, one sentence each."""
    named = ((x.code, x.dependencia) for x in motives.items if x.dependencia)
    return [
        f"El motivo «{code}» es de la dependencia «{area}», que no está en el catálogo."
        for code, area in named
        if organization.dependencia(area) is None
    ]


@dataclass(frozen=True)
class Change:
    """One value that differs between two versions; None where it was not there."""

    path: str
    before: Any
    after: Any


def changes(before: Any, after: Any) -> list[Change]:
    """What differs between two contents as plain data; rows are told apart by their code, not by their place.

    >>> changes({"n": [{"codigo": "a", "x": 1}]}, {"n": [{"codigo": "b"}, {"codigo": "a", "x": 2}]})
    [Change(path='n.a.x', before=1, after=2), Change(path='n.b.codigo', before=None, after='b')]
    """
    old, new = dict(_leaves(before, "")), dict(_leaves(after, ""))
    paths = sorted(path for path in {*old, *new} if old.get(path) != new.get(path))
    return [Change(path, old.get(path), new.get(path)) for path in paths]


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        named = value.items()
    elif isinstance(value, list):
        named = {_name(item, n): item for n, item in enumerate(value)}.items()
    else:
        yield path, value
        return
    for name, item in named:
        yield from _leaves(item, f"{path}.{name}" if path else str(name))


def _name(item: Any, place: int) -> str:
    """How a row is told apart: by its code, its name as a type, letter or level, or its place."""
    row = item if isinstance(item, dict) else {}
    return str(next((row[key] for key in ("codigo", "tipo", "carta", "nivel") if key in row), place + 1))
