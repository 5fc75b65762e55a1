"""The end of retention, looked for by a Schedule: it warns, people decide."""

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.messages import Summary
    from activities.retention import RetentionWatch
    from workflows.acts import PATIENT

SLOW = timedelta(minutes=2)


@workflow.defn(name="RetentionWorkflow")
class RetentionWorkflow:
    @workflow.run
    async def run(self) -> int:
        """Tell the archive's office what ends within ninety days (Acuerdo AGN 001 de 2024); how many it was."""
        told: int = await workflow.execute_activity_method(
            RetentionWatch.warn,
            workflow.now(),
            start_to_close_timeout=SLOW,
            retry_policy=PATIENT,
            summary=Summary("Aviso a la oficina de archivo"),
        )
        return told
