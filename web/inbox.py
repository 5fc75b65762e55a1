"""Which inbox somebody asks for: their own dependencia's unless they choose another level or dependencia.

What has priority goes before everything else, a life in danger first of all (Ley 1437 de 2011, art. 20).
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query

from adapters.read_model import Filters
from domain.organization import Organization
from domain.priorities import group_of
from web.auth import User
from web.cases import CursorUnknown, cursor_after, place_of

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
    return Filters(equal=equal, is_open=True, is_pinned=True, inbox=(area.code, area.level) if area else None)


def inbox_cursor(rows: list[Any], limit: int) -> str | None:
    """Where the next page of an inbox begins, if this one is full: the group of its last case, then its place."""
    cursor = cursor_after(rows, limit)
    return cursor and f"{group_of(rows[-1].priority)}/{cursor}"


def inbox_place(cursor: str | None) -> tuple[int, date, str] | None:
    """The last case of the page before. Raises CursorUnknown."""
    group, _, place = (cursor or "").partition("/")
    found = place_of(place) if cursor else None
    if found is None:
        return None
    if group not in {"0", "1", "2"}:
        raise CursorUnknown
    return int(group), *found
