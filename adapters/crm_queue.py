"""What the CRM has not been told yet, and what it refused: an operator sends that again when its cause is mended."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, DateTime, cast, func, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from activities.ports import CrmEvent
from adapters.database import Sessions
from adapters.facts import HIDDEN
from adapters.personal import personal_of
from adapters.tables import CrmDeliveryRow, FilingRow, OutboxRow
from domain.case import PetitionerClass
from domain.errors import ActRefusal
from domain.instants import start_of

DEAD, PENDING = "muerta", "pendiente"
PAGE = 200
CONTACT = ("nombres", "tipo_documento", "numero_documento", "correo", "telefono", "direccion", "municipio")
CRM = "Contrato de la interfaz, entregas al CRM"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which dead deliveries: those whose reason begins so, of what happened between two days, both included."""

    reason: str = ""
    since: date | None = None
    until: date | None = None


ALL = Wanted()


class DeliveryUnknown(ActRefusal):
    norm = CRM
    status = 404
    sentence = "No hay una entrega con ese identificador."


class DeliveryNotDead(ActRefusal):
    norm = CRM
    sentence = "La entrega está {status}: solo se reintenta una muerta."


class CrmTable:
    """Implements `CrmQueue`; lists and revives what died."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def pending(self, radicado: str) -> list[CrmEvent]:
        """Oldest first, each with the contact as it was filed: it is read now and kept nowhere else."""
        mine = select(CrmDeliveryRow).where(CrmDeliveryRow.radicado == radicado, CrmDeliveryRow.status == PENDING)
        async with self._sessions() as session:
            filing = await session.get(FilingRow, radicado)
            told: dict[str, Any] = {}
            if filing is not None:
                filed = personal_of(await self._sessions.keys.seal_of(session, radicado), filing.sealed)
                told = {"contacto": contact(filing.petitioner_class, filed.petitioner)}
            rows = await session.scalars(mine.order_by(CrmDeliveryRow.sequence))
            return [CrmEvent(r.delivery_id, r.radicado, r.sequence, r.event, {**r.payload, **told}) for r in rows]

    async def delivered(self, delivery_id: str) -> None:
        await self._close(delivery_id, status="entregada", reason=None, delivered_at=func.now())

    async def dead(self, delivery_id: str, reason: str) -> None:
        await self._close(delivery_id, status=DEAD, reason=reason)

    async def refused(self, wanted: Wanted = ALL, after: str | None = None) -> list[CrmDeliveryRow]:
        """A page of the dead deliveries, case by case in order; *after* is the last one of the page before."""
        place = CrmDeliveryRow.radicado, CrmDeliveryRow.sequence
        query = select(CrmDeliveryRow).where(*_dead(wanted))
        if after is not None:
            last = select(*place).where(CrmDeliveryRow.delivery_id == after).scalar_subquery()
            query = query.where(tuple_(*place) > last)
        async with self._sessions() as session:
            return list(await session.scalars(query.order_by(*place).limit(PAGE)))

    async def revive_all(self, wanted: Wanted) -> int:
        """Owe again all that died of a cause or in some days, with the earlier dead ones of their cases; how many."""
        last = select(CrmDeliveryRow.radicado, func.max(CrmDeliveryRow.sequence)).where(*_dead(wanted))
        async with self._sessions.begin() as session:
            cases = (await session.execute(last.group_by(CrmDeliveryRow.radicado))).all()
            return sum([await _owed_again(session, radicado, until) for radicado, until in cases])

    async def revive(self, delivery_id: str) -> int:
        """Owe a dead delivery again, with the earlier dead ones of its case, so that they arrive in order; how many.

        Raises DeliveryUnknown or DeliveryNotDead.
        """
        async with self._sessions.begin() as session:
            row = await session.get(CrmDeliveryRow, delivery_id, with_for_update=True)
            if row is None:
                raise DeliveryUnknown
            if row.status != DEAD:
                raise DeliveryNotDead(status=row.status)
            return await _owed_again(session, row.radicado, row.sequence)

    async def _close(self, delivery_id: str, **outcome: Any) -> None:
        mine = update(CrmDeliveryRow).where(CrmDeliveryRow.delivery_id == delivery_id)
        async with self._sessions.begin() as session:
            await session.execute(mine.values(**outcome))


def contact(petitioner_class: str, petitioner: Mapping[str, Any]) -> dict[str, Any]:
    """Who the petitioner is; of an anonymous one, or one under reserva, only that (Ley 1437 de 2011, arts. 16 y 24)."""
    if PetitionerClass(petitioner_class) in HIDDEN:
        return {"clase": petitioner_class}
    return {"clase": petitioner_class, **{name: petitioner[name] for name in CONTACT if petitioner.get(name)}}


def _dead(wanted: Wanted) -> list[ColumnElement[bool]]:
    happened_at = cast(CrmDeliveryRow.payload["en"].astext, DateTime(timezone=True))
    found = [CrmDeliveryRow.status == DEAD, CrmDeliveryRow.reason.startswith(wanted.reason, autoescape=True)]
    if wanted.since is not None:
        found.append(happened_at >= start_of(wanted.since))
    if wanted.until is not None:
        found.append(happened_at < start_of(wanted.until + timedelta(days=1)))
    return found


async def _owed_again(session: AsyncSession, radicado: str, until: int) -> int:
    dead = CrmDeliveryRow.radicado == radicado, CrmDeliveryRow.status == DEAD, CrmDeliveryRow.sequence <= until
    again = update(CrmDeliveryRow).where(*dead).values(status=PENDING, reason=None)
    revived = len(list(await session.scalars(again.returning(CrmDeliveryRow.delivery_id))))
    key = f"crm/{radicado}/reintento/{uuid.uuid4()}"
    await session.execute(insert(OutboxRow).values(kind="crm", key=key, payload={"radicado": radicado}))
    await session.execute(text("SELECT pg_notify('pqrsd_outbox', '')"))
    return revived
