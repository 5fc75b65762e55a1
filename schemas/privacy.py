"""Who read a case and who asks, in Spanish."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel


class AccessOut(BaseModel):
    """Una lectura o un acto sobre el caso."""

    quien: str
    papel: str
    que: str
    motivo: str | None
    en: datetime


class IdentityOut(BaseModel):
    """La identidad de quien pide."""

    radicado: str
    identidad: dict[str, Any]
