"""Published catalog versions in PostgreSQL: read by number or by the day they are in force, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import bindparam, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.database import Sessions
from adapters.jsoning import from_json, to_json
from adapters.tables_catalogs import CatalogRow
from domain.catalog_seed_process import LADDERS
from domain.catalogs import CONTENT, CatalogKind, CatalogMoved, CatalogVersionUnknown, Published
from domain.deadlines import Policy
from domain.instants import bogota_date
from domain.ladder import HouseRules
from domain.matters import Matters
from domain.measures import SurveyForm
from domain.names import Names, names
from domain.organization import Organization
from domain.reception import Channels, Motives, OfferedTypes, Products
from domain.service_levels import ServiceLevels

T = TypeVar("T")
IN_FORCE = text(
    "SELECT DISTINCT ON (kind) kind, version FROM catalog_version WHERE valid_from <= :day "
    "ORDER BY kind, valid_from DESC, version DESC"
)
"""The one that began last rules; of several that began on a day, the one published last."""

PUBLISH = text(
    "INSERT INTO catalog_version SELECT * FROM jsonb_populate_record(NULL::catalog_version, :row) "
    "WHERE (SELECT max(version) FROM catalog_version WHERE kind = :kind) = :base ON CONFLICT DO NOTHING "
    "RETURNING version"
).bindparams(bindparam("row", type_=JSONB))


@dataclass(frozen=True)
class Governing:
    """What governs a case for as long as it lives: the versions in force at its receipt, and what they say."""

    versions: dict[str, int]
    rules: HouseRules
    policy: Policy


INSTALLATION = "sistema"
"""Who publishes what comes with the product."""

ABOUT = CatalogKind.PRODUCTS, CatalogKind.MOTIVES
"""What a case is about, by the names of its receipt."""


class CatalogTable:
    """Reads and publishes versions."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._known: dict[tuple[str, int], Published] = {}

    async def versions_in_force(self, day: date) -> dict[CatalogKind, int]:
        """Which version of each catalog is in force on a day."""
        async with self._sessions() as session:
            rows = await session.execute(IN_FORCE, {"day": day})
        return {CatalogKind(row.kind): row.version for row in rows if row.kind in set(CatalogKind)}

    async def in_force(self, kind: CatalogKind, day: date) -> Published:
        """The version of a catalog in force on a day. Raises CatalogVersionUnknown."""
        version = (await self.versions_in_force(day)).get(kind)
        if version is None:
            raise CatalogVersionUnknown(kind=kind, version=f"vigente el {day:%d/%m/%Y}")
        return await self.get(kind, version)

    async def in_force_today(self, kind: CatalogKind) -> Published:
        """The version in force now. Raises CatalogVersionUnknown."""
        return await self.in_force(kind, bogota_date(datetime.now(UTC)))

    async def get(self, kind: CatalogKind, version: int) -> Published:
        """A version. Raises CatalogVersionUnknown."""
        if (kind, version) in self._known:
            return self._known[kind, version]
        async with self._sessions() as session:
            return await self._read(session, kind, version)

    async def history(self, kind: CatalogKind) -> list[Published]:
        """Every version of a catalog, the latest first."""
        query = select(CatalogRow).where(CatalogRow.kind == kind.value).order_by(CatalogRow.version.desc())
        async with self._sessions() as session:
            return [_published(row) for row in await session.scalars(query)]

    async def organization(self, day: date) -> Organization:
        """The dependencias and officials in force on a day."""
        return _as(Organization, (await self.in_force(CatalogKind.DEPENDENCIAS, day)).content)

    async def names(self, day: date, kept: Mapping[str, int] = MappingProxyType({})) -> Names:
        """What people call channels and dependencias on a day; products and motives, in the versions a case keeps."""
        of_case = {kind: kept[kind.value] for kind in ABOUT if kind.value in kept}
        versions = await self.versions_in_force(day) | of_case

        async def content(kind: CatalogKind, of: type[T]) -> T:
            return _as(of, (await self.get(kind, versions[kind])).content)

        return names(
            await content(CatalogKind.CHANNELS, Channels),
            await content(CatalogKind.PRODUCTS, Products),
            await content(CatalogKind.MOTIVES, Motives),
            await content(CatalogKind.DEPENDENCIAS, Organization),
        )

    async def policy(self, day: date) -> Policy:
        """The readings of the law in force on a day."""
        return _as(Policy, (await self.in_force(CatalogKind.READINGS, day)).content)

    async def types(self, day: date) -> OfferedTypes:
        """The types offered on a day, by the names people read."""
        return _as(OfferedTypes, (await self.in_force(CatalogKind.TYPES, day)).content)

    async def matters(self, kept: Mapping[str, int], day: date) -> Matters:
        """The products and motives of the versions a case keeps; where it keeps none, those in force on a day."""
        products, motives = [await self._kept(kind, kept, day) for kind in (CatalogKind.PRODUCTS, CatalogKind.MOTIVES)]
        return Matters(products=_as(Products, products), motives=_as(Motives, motives))

    async def survey(self, kept: Mapping[str, int], day: date) -> SurveyForm:
        """The survey of the version a case keeps; where it keeps none, the one in force on a day."""
        return _as(SurveyForm, await self._kept(CatalogKind.SURVEY, kept, day))

    async def house_rules(self, versions: Mapping[str, int]) -> HouseRules:
        """The ladders and internal terms of a case's versions; those before there were catalogs when it has none."""
        async with self._sessions() as session:
            return (await self.governing(session, versions)).rules

    async def check_channel(self, session: AsyncSession, version: int, code: str) -> None:
        """Raises ChannelUnknown for a channel by which a version of the catalog receives nothing."""
        channels = (await self._read(session, CatalogKind.CHANNELS, version)).content
        _as(Channels, channels).check(code)

    async def matters_of(self, session: AsyncSession, versions: Mapping[str, int]) -> Matters:
        """The products and motives of the versions named, read inside a transaction."""
        products = await self._read(session, CatalogKind.PRODUCTS, versions[CatalogKind.PRODUCTS.value])
        motives = await self._read(session, CatalogKind.MOTIVES, versions[CatalogKind.MOTIVES.value])
        return Matters(products=_as(Products, products.content), motives=_as(Motives, motives.content))

    async def organization_of(self, session: AsyncSession, version: int) -> Organization:
        """The dependencias and officials of a version, read inside a transaction."""
        return _as(Organization, (await self._read(session, CatalogKind.DEPENDENCIAS, version)).content)

    async def governing(self, session: AsyncSession, versions: Mapping[str, int]) -> "Governing":
        """All that the versions of a case's receipt say of it, read inside a transaction."""

        async def content(kind: CatalogKind, without: T) -> T:
            version = versions.get(kind.value)
            return (
                without if version is None else _as(type(without), (await self._read(session, kind, version)).content)
            )

        rules = HouseRules(
            ladders=await content(CatalogKind.LADDERS, LADDERS),
            levels=await content(CatalogKind.SERVICE_LEVELS, ServiceLevels()),
        )
        return Governing(dict(versions), rules, await content(CatalogKind.READINGS, Policy()))

    async def publish(self, kind: CatalogKind, content: object, *, base: int, valid_from: date, by: str,
                      reason: str) -> int:  # fmt: skip
        """Publish the version after *base*. Raises CatalogMoved when *base* is not the last one any more."""
        row = {"kind": kind.value, "version": base + 1, "content": to_json(content), "valid_from": str(valid_from),
               "published_by": by, "published_at": datetime.now(UTC).isoformat(), "reason": reason}  # fmt: skip
        async with self._sessions.begin() as session:
            done = await session.execute(PUBLISH, {"row": row, "kind": kind.value, "base": base})
            version = done.scalar()
        if version is None:
            raise CatalogMoved(kind=kind, present=(await self.history(kind))[0].version, given=base)
        return int(version)

    async def publish_installed(self, kind: CatalogKind, content: object, *, reason: str) -> None:
        """Publish what this installation brings when it differs from what the last one brought.

        What a person published over the same installation stays; another process may do it first.
        """
        versions = await self.history(kind)
        last = versions[0]
        brought = next((x for x in versions if x.published_by == INSTALLATION), None)
        if brought is not None and brought.content == content:
            return
        try:
            await self.publish(kind, content, base=last.version, valid_from=bogota_date(datetime.now(UTC)),
                               by=INSTALLATION, reason=reason)  # fmt: skip
        except CatalogMoved:
            return

    async def _kept(self, kind: CatalogKind, kept: Mapping[str, int], day: date) -> object:
        version = kept.get(kind.value)
        found = await (self.in_force(kind, day) if version is None else self.get(kind, version))
        return found.content

    async def _read(self, session: AsyncSession, kind: CatalogKind, version: int) -> Published:
        if (kind, version) not in self._known:
            row = await session.get(CatalogRow, (kind.value, version))
            if row is None:
                raise CatalogVersionUnknown(kind=kind, version=version)
            self._known[kind, version] = _published(row)
        return self._known[kind, version]


def _as(kind: type[T], content: Any) -> T:
    if not isinstance(content, kind):
        raise TypeError(f"not a {kind.__name__}")
    return content


def _published(row: CatalogRow) -> Published:
    kind = CatalogKind(row.kind)
    content: object = from_json(CONTENT[kind], row.content)
    return Published(kind=kind, version=row.version, valid_from=row.valid_from, published_by=row.published_by,
                     published_at=row.published_at, reason=row.reason, content=content)  # fmt: skip
