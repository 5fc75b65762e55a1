"""Every catalog as it is read and published, in Spanish: a schema for each kind."""

from collections.abc import Mapping

from domain.catalogs import CatalogKind
from schemas.catalogs.measures import (
    IndicatorTargetsIO,
    ReadingsIO,
    RetentionTableIO,
    SurveyFormIO,
    TemplatesIO,
)
from schemas.catalogs.organization import OrganizationIO
from schemas.catalogs.process import LaddersIO, ServiceLevelsIO
from schemas.catalogs.reception import ChannelsIO, MotivesIO, OfferedTypesIO, ProductsIO
from schemas.catalogs.wire import Wire

SCHEMAS: Mapping[CatalogKind, type[Wire]] = {
    CatalogKind.CHANNELS: ChannelsIO,
    CatalogKind.TYPES: OfferedTypesIO,
    CatalogKind.PRODUCTS: ProductsIO,
    CatalogKind.MOTIVES: MotivesIO,
    CatalogKind.DEPENDENCIAS: OrganizationIO,
    CatalogKind.SERVICE_LEVELS: ServiceLevelsIO,
    CatalogKind.LADDERS: LaddersIO,
    CatalogKind.TEMPLATES: TemplatesIO,
    CatalogKind.RETENTION: RetentionTableIO,
    CatalogKind.SURVEY: SurveyFormIO,
    CatalogKind.TARGETS: IndicatorTargetsIO,
    CatalogKind.READINGS: ReadingsIO,
}
