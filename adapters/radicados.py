"""Radicados: consecutive and without gaps per series and year, inside the caller's transaction.

Acuerdo AGN 060 de 2001, art. 5: strict chronological order, never reserved, repeated or reused.
"""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.instants import bogota_date

NEXT = text(
    "INSERT INTO radicado_counter AS c (series, year, last) VALUES (:series, :year, 1) "
    "ON CONFLICT (series, year) DO UPDATE SET last = c.last + 1 RETURNING last"
)


async def allocate(session: AsyncSession, series: str, at: datetime) -> str:
    """The next radicado of a series (E in, S out, G groups) in the Bogotá year of *at*.

    The counter's row stays locked until the transaction ends: a rollback gives the number back.
    """
    year = bogota_date(at).year
    last = (await session.execute(NEXT, {"series": series, "year": year})).scalar_one()
    return f"{year}-{series}-{last:06d}"
