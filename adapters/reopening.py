"""Beginning a closed case again, under the same id: one update that also starts its workflow."""

from dataclasses import replace
from typing import Any

from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

from activities.messages import Summary
from adapters.temporal import TASK_QUEUE
from domain.case import Case
from domain.petitions import Reopen


async def reopen(temporal: Client, case: Case, act: Reopen, *, update_id: str, task_queue: str = TASK_QUEUE) -> None:
    """Begin it again, once for each update id; one still open refuses by its own rule. Raises what the engine does."""
    cycle = case.cycle + 1 if case.is_decided else case.cycle
    start: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
        "PqrsdWorkflow",
        replace(case.filing, cycle=cycle),
        id=case.radicado,
        task_queue=task_queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        static_summary=Summary(f"PQRSD {case.radicado}, ciclo {cycle}"),
    )
    await temporal.execute_update_with_start_workflow("reopen", act, start_workflow_operation=start, id=update_id)
