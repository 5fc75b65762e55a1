"""Closing the expediente: its documents as they are stored, indexed, signed and packaged."""

from temporalio import activity

from activities.messages import CloseExpediente, Expediente
from activities.ports import Expedientes
from activities.ports_archive import Packager
from domain.expediente import ElectronicIndex
from domain.instants import bogota_date


class Archive:
    """Closes expedientes."""

    def __init__(self, expedientes: Expedientes, packager: Packager) -> None:
        self._expedientes = expedientes
        self._packager = packager

    @activity.defn
    async def close_expediente(self, order: CloseExpediente) -> Expediente:
        """Seal and close; doing it again gives the same package (Decreto 2609 de 2012, art. 33)."""
        documents = await self._expedientes.documents(order.radicado)
        index = ElectronicIndex(radicado=order.radicado, cycle=order.cycle, closed_at=order.at, documents=documents)
        package = await self._packager.package(index)
        closed_on = bogota_date(order.at)
        await self._expedientes.closed(order.radicado, order.cycle, sha256=package.sha256, on=closed_on)
        return Expediente(f"sha256:{package.sha256}", package.index_sha256, len(documents))
