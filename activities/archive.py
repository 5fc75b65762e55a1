"""Closing the expediente: its documents as they are stored, indexed, signed and packaged."""

import asyncio
from dataclasses import replace

from temporalio import activity

from activities.enclosures import PDF
from activities.messages import CloseExpediente, Expediente
from activities.ports import BlobStore
from activities.ports_archive import ClosedExpediente, Expedientes, Package, Packager, Sheets
from domain.expediente import Document, ElectronicIndex, in_order
from domain.instants import bogota_date
from domain.sheets import Sheet


class Archive:
    """Closes expedientes."""

    def __init__(self, expedientes: Expedientes, packager: Packager, sheets: Sheets, blobs: BlobStore) -> None:
        self._expedientes = expedientes
        self._packager = packager
        self._sheets = sheets
        self._blobs = blobs

    @activity.defn
    async def close_expediente(self, order: CloseExpediente) -> Expediente:
        """Seal and close; doing it again gives the same package (Decreto 2609 de 2012, art. 33)."""
        documents = await self._documents(order)
        closed_on = bogota_date(order.at)
        index = ElectronicIndex(
            radicado=order.radicado,
            cycle=order.cycle,
            closed_at=order.at,
            documents=tuple(x for x in documents if not x.is_reserved),
            series=await self._expedientes.series(closed_on),
        )
        reserved = await self._notebook(index, tuple(x for x in documents if x.is_reserved))
        package = await self._packager.package(replace(index, reserved_sha256=reserved.sha256 if reserved else None))
        closed = ClosedExpediente(
            radicado=order.radicado,
            cycle=order.cycle,
            package=package,
            reserved=reserved,
            documents=len(index.documents),
            closed_on=closed_on,
            series=index.series,
        )
        await self._expedientes.closed(closed)
        return Expediente(f"sha256:{package.sha256}", package.index_sha256, len(index.documents))

    async def _notebook(self, index: ElectronicIndex, documents: tuple[Document, ...]) -> Package | None:
        """The reserved notebook in a package of its own (Ley 1437 de 2011, art. 36)."""
        if not documents:
            return None
        return await self._packager.package(replace(index, documents=documents, is_reserved=True))

    async def _documents(self, order: CloseExpediente) -> tuple[Document, ...]:
        """All of it in order: what is written now and what was stored, up to the instant of closing."""
        written = [await self._written(x) for x in await self._expedientes.sheets(order.radicado, order.at)]
        return in_order((*written, *await self._expedientes.documents(order.radicado, order.at)))

    async def _written(self, sheet: Sheet) -> Document:
        rendered = await asyncio.to_thread(self._sheets.typeset, sheet)
        await self._blobs.put(rendered.pdf, mime_type=PDF)
        return Document(
            name=sheet.name,
            kind=sheet.kind,
            sha256=rendered.sha256,
            created_at=sheet.created_at,
            incorporated_at=sheet.incorporated_at,
            size_bytes=len(rendered.pdf),
            pages=rendered.pages,
            mime_type=PDF,
            is_reserved=sheet.is_reserved,
        )
