"""The morning's digests, as the Schedule `resumen-diario` starts them."""

from datetime import date, timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.digests import Digests
    from activities.messages import Summary
    from domain.instants import bogota_date
    from workflows.acts import PATIENT

TEN_MINUTES = timedelta(minutes=10)


@workflow.defn(name="DigestWorkflow")
class DigestWorkflow:
    @workflow.run
    async def run(self, on: date | None = None) -> int:
        """Send the digests of a day, today if none is named; how many there are."""
        day = on or bogota_date(workflow.now())
        return await workflow.execute_activity_method(
            Digests.send_digests,
            day,
            start_to_close_timeout=TEN_MINUTES,
            retry_policy=PATIENT,
            summary=Summary(f"Resumen del {day}"),
        )
