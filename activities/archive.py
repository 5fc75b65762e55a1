"""Closing the expediente: its index is made from the documents as they are stored, and stored beside them."""

from temporalio import activity

from activities.messages import CloseExpediente, Expediente
from activities.ports import BlobStore, Expedientes
from domain.expediente import ElectronicIndex, index_xml
from domain.instants import bogota_date


class Archive:
    """Closes expedientes."""

    def __init__(self, expedientes: Expedientes, blobs: BlobStore) -> None:
        self._expedientes = expedientes
        self._blobs = blobs

    @activity.defn
    async def close_expediente(self, order: CloseExpediente) -> Expediente:
        """Index and close; doing it again gives the same index."""
        documents = await self._expedientes.documents(order.radicado)
        index = ElectronicIndex(radicado=order.radicado, cycle=order.cycle, closed_at=order.at, documents=documents)
        digest = await self._blobs.put(index_xml(index), mime_type="application/xml")
        await self._expedientes.closed(order.radicado, order.cycle, sha256=digest, on=bogota_date(order.at))
        return Expediente(f"sha256:{digest}", digest, len(documents))
