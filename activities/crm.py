"""CRM deliveries. Run as standalone activities, so that the CRM costs a case no history and never holds it up."""

from temporalio import activity

from activities.ports import Crm, CrmEvent, CrmQueue, CrmRejected


class CrmSync:
    """Tells the CRM what happened to a case, in order."""

    def __init__(self, queue: CrmQueue, crm: Crm) -> None:
        self._queue = queue
        self._crm = crm

    @activity.defn
    async def deliver_crm(self, radicado: str) -> int:
        """Deliver the case's pending interactions, oldest first, and return how many the CRM took.

        One refused for good is set aside and the later ones go on. Anything else the CRM raises ends the attempt:
        the engine tries again from the first undelivered one.
        """
        return sum([await self._taken(event) for event in await self._queue.pending(radicado)])

    async def _taken(self, event: CrmEvent) -> bool:
        try:
            await self._crm.deliver(event)
        except CrmRejected as refusal:
            await self._queue.dead(event.delivery_id, str(refusal))
            return False
        await self._queue.delivered(event.delivery_id)
        return True
