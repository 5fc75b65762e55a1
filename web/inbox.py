"""Which inbox somebody asks for: their own dependencia's unless they choose another level or dependencia."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from adapters.read_model import Filters
from domain.organization import Organization
from web.auth import User

ALL = "todas"
Choice = Annotated[str, Query(max_length=40)]


@dataclass
class InboxQuery:
    """What the form of the inbox sends; empty words choose nothing."""

    mios: Annotated[str, Query(max_length=1)] = ""
    nivel: Annotated[str, Query(pattern="^[123]?$")] = ""
    dependencia: Choice = ""

    def chosen(self, user: User) -> str:
        """The code of the dependencia whose inbox is shown; every one's when empty."""
        wanted = self.dependencia or ("" if self.mios else user.dependencia)
        return "" if wanted == ALL else wanted.replace("\0", "")

    def following(self, cursor: str | None) -> str | None:
        """The query of the next page, if there is one."""
        given = {"mios": self.mios, "nivel": self.nivel, "dependencia": self.dependencia, "cursor": cursor or ""}
        return urlencode({name: value for name, value in given.items() if value}) if cursor else None


def inbox_filters(asked: InboxQuery, user: User, organization: Organization) -> Filters:
    """What the list of open cases is narrowed by."""
    equal: dict[str, object] = {"responsible": user.name} if asked.mios else {}
    if asked.nivel:
        equal["level"] = int(asked.nivel)
    code = asked.chosen(user)
    area = organization.dependencia(code)
    if code and area is None:
        equal["dependencia"] = code
    return Filters(equal=equal, is_open=True, inbox=(area.code, area.level) if area else None)
