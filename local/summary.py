"""What the demonstration says at its end: what the system holds of each survey, and that nothing is owed or differs."""

import asyncio
import os
import sys

from sqlalchemy import select, text

from adapters.database import Sessions
from adapters.tables import CrmDeliveryRow, SurveyRow
from local.journey import Unexpected
from local.stack import ROOT, Stack

OWED = text(
    "SELECT 'la carta ' || key || ', ' || status FROM letter WHERE status IN ('claimed', 'sending')"
    " UNION ALL SELECT 'la orden ' || key FROM outbox WHERE done_at IS NULL AND kind <> 'crm'"
    " UNION ALL SELECT 'la novedad ' || delivery_id || ' de ' || radicado FROM crm_delivery WHERE status = 'pendiente'"
)
"""An order to tell the CRM may wait its turn with nothing left to tell: what counts is what the CRM was not told."""

PATIENCE_SECONDS = 20.0


async def surveys(sessions: Sessions) -> dict[str, str]:
    """Of each case that was asked, the score of its last survey or, without one, how it stands."""
    async with sessions() as session:
        rows = await session.scalars(select(SurveyRow).order_by(SurveyRow.cycle))
        return {row.radicado: str(row.score or row.status) for row in rows}


async def at_rest(sessions: Sessions) -> None:
    """Wait, in real time, until no letter is under way and nothing waits to be told. Raises Unexpected."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while owed := await _owed(sessions):
        if asyncio.get_running_loop().time() > deadline:
            raise Unexpected(f"queda por hacer: {'; '.join(owed)}")
        await asyncio.sleep(0.2)


async def told(stack: Stack, sessions: Sessions) -> str:
    """How many deliveries the CRM took. Raises Unexpected if it does not have all of them."""
    async with sessions() as session:
        owed = set(await session.scalars(select(CrmDeliveryRow.delivery_id)))
    taken = stack.crm.taken if stack.crm else set[str]()
    if owed - taken:
        raise Unexpected(f"el CRM no tiene {len(owed - taken)} entregas")
    return f"CRM: {len(owed)} novedades debidas, {len(owed & taken)} recibidas"


async def reconciled(stack: Stack) -> str:
    """What `pqrsd conciliar` says. Raises Unexpected if it finds differences."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "cli", "conciliar", "--gracia-minutos", "0", cwd=ROOT, stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **stack.environment()},
    )  # fmt: skip
    said, _ = await process.communicate()
    if process.returncode:
        raise Unexpected(f"conciliación:\n{said.decode()}")
    return f"Conciliación: {said.decode().strip()}"


async def _owed(sessions: Sessions) -> list[str]:
    async with sessions() as session:
        return list(await session.scalars(OWED))
