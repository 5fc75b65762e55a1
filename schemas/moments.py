"""Dates and instants as people may send them: real days of the service, not the ends of time."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field

CLOCK_SKEW = timedelta(minutes=5)
YEAR = timedelta(days=366)

ServiceDay = Annotated[date, Field(ge=date(2020, 1, 1), le=date(2060, 12, 31))]
"""A day an act may name."""


def _within(age: timedelta, words: str) -> Callable[[datetime], datetime]:
    """Refuses an instant in the future or older than *age*, said in *words*."""

    def check(at: datetime) -> datetime:
        now = datetime.now(UTC)
        if at > now + CLOCK_SKEW:
            raise ValueError("no puede estar en el futuro")
        if at < now - age:
            raise ValueError(f"no puede tener más de {words}")
        return at

    return check


Received = Annotated[AwareDatetime, AfterValidator(_within(YEAR, "un año"))]
Happened = Annotated[AwareDatetime, AfterValidator(_within(3 * YEAR, "tres años"))]
