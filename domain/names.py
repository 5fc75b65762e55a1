"""What people call the things that the system keeps by a code: the names of the catalogs in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.organization import Organization
from domain.reception import Channels, Motives, Products


@dataclass(frozen=True, kw_only=True)
class Names:
    """Names by code. A code that no catalog has any more reads as it is written, without its underscores."""

    channels: Mapping[str, str] = field(default_factory=dict)
    products: Mapping[str, str] = field(default_factory=dict)
    motives: Mapping[str, str] = field(default_factory=dict)
    dependencias: Mapping[str, str] = field(default_factory=dict)

    def channel(self, code: str) -> str:
        return _named(self.channels, code)

    def product(self, code: str | None) -> str:
        return _named(self.products, code)

    def motive(self, code: str | None) -> str:
        return _named(self.motives, code)

    def dependencia(self, code: str | None) -> str:
        return _named(self.dependencias, code)


def names(channels: Channels, products: Products, motives: Motives, organization: Organization) -> Names:
    """The names that some catalogs give.

    >>> from domain.catalog_seeds import CHANNELS, MOTIVES, ORGANIZATION, PRODUCTS
    >>> found = names(CHANNELS, PRODUCTS, MOTIVES, ORGANIZATION)
    >>> found.product("credito_pregrado"), found.channel("linea_agil_exterior"), found.motive("ya_no_esta")
    ('Crédito de pregrado', 'Línea ágil exterior', 'ya no esta')
    """
    return Names(
        channels={x.code: x.name for x in channels.items},
        products={x.code: x.name for x in products.items},
        motives={x.code: x.name for x in motives.items},
        dependencias={x.code: x.name for x in organization.dependencias},
    )


def _named(known: Mapping[str, str], code: str | None) -> str:
    return known.get(code or "") or (code or "").replace("_", " ")
