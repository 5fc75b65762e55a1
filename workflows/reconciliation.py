"""The reconciliation of letters, run by its schedule: once a day, tried again until the log can be read."""

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.messages import Summary
    from activities.reconciliation import Period, Reconciled, Reconciliation


@workflow.defn(name="ReconciliationWorkflow")
class ReconciliationWorkflow:
    @workflow.run
    async def run(self) -> int:
        """How many differences there are."""
        done: Reconciled = await workflow.execute_activity_method(
            Reconciliation.reconcile,
            Period(workflow.now()),
            start_to_close_timeout=timedelta(minutes=30),
            retry_policy=RetryPolicy(initial_interval=timedelta(minutes=1), maximum_interval=timedelta(minutes=30)),
            summary=Summary("Conciliación de cartas"),
        )
        return len(done.differences)
