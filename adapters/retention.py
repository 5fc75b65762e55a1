"""Closed expedientes and how long they are kept."""

from sqlalchemy import select

from adapters.database import Sessions
from adapters.tables import ExpedienteRow


class RetentionTable:
    """Reads closed expedientes."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def closed(self, radicado: str, cycle: int | None = None) -> ExpedienteRow | None:
        """The expediente of a cycle, or of the last one that closed."""
        mine = select(ExpedienteRow).where(ExpedienteRow.radicado == radicado)
        if cycle is not None:
            mine = mine.where(ExpedienteRow.cycle == cycle)
        async with self._sessions() as session:
            found: ExpedienteRow | None = await session.scalar(mine.order_by(ExpedienteRow.cycle.desc()).limit(1))
        return found
