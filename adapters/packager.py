"""The sealed expediente: its signed index and its documents in one package for the document manager."""

import asyncio
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from activities.ports_archive import Keeping, Package
from adapters.archive import publish
from adapters.bagit import bag
from adapters.foliation import pages_of
from adapters.signing import Signer
from domain.expediente import Document, ElectronicIndex, index_xml
from domain.instants import bogota_date, start_of

RESERVED = "reservado"
"""Below the folder of packages, that of the notebooks only a few may read."""
INDEX, SIGNATURE, PUBLIC_KEY = "metadata/indice.xml", "metadata/indice.xml.sig", "metadata/llave-publica.pem"


class SipPackager:
    """Implements `Packager`: a BagIt zip in the store, and in the folder that the document manager reads."""

    def __init__(self, store: Keeping, signer: Signer, folder: Path) -> None:
        self._store = store
        self._signer = signer
        self._folder = folder

    async def package(self, index: ElectronicIndex) -> Package:
        """Seal and hand over. Raises what the store raises for a document missing or altered."""
        contents = [await self._store.get(document.sha256) for document in index.documents]
        measured = await asyncio.to_thread(_measured, index.documents, contents)
        index = replace(index, documents=measured)
        xml = index_xml(index, self._signer.seal)
        content = await asyncio.to_thread(self._bagged, index, xml, contents)
        digest = await self._store.put(content, mime_type="application/zip")
        until = start_of(index.series.retained_until(bogota_date(index.closed_at)))
        for kept in (*(document.sha256 for document in index.documents), digest):
            await self._store.retain(kept, until)
        folder = self._folder / RESERVED if index.is_reserved else self._folder
        await asyncio.to_thread(publish, content, folder / package_name(index.radicado, index.cycle, digest))
        return Package(digest, sha256(xml).hexdigest())

    def _bagged(self, index: ElectronicIndex, xml: bytes, contents: list[bytes]) -> bytes:
        payload = {entry.file_name: content for entry, content in zip(index.entries, contents, strict=True)}
        tags = {INDEX: xml, SIGNATURE: self._signer.sign(xml), PUBLIC_KEY: self._signer.public_pem}
        info = {
            "External-Identifier": index.name,
            "External-Description": f"{index.series.subseries_code} {index.series.subseries}",
            "Bagging-Date": bogota_date(index.closed_at).isoformat(),
        }
        return bag(index.name, payload, tags, info)


def package_name(radicado: str, cycle: int, digest: str) -> str:
    """How a package is called in the folder of the document manager."""
    return f"{radicado}-{cycle}.{digest[:12]}.zip"


def _measured(documents: tuple[Document, ...], contents: list[bytes]) -> tuple[Document, ...]:
    """With the size and the pages that each really has."""
    return tuple(
        replace(document, size_bytes=len(content), pages=pages_of(content, document.mime_type))
        for document, content in zip(documents, contents, strict=True)
    )
