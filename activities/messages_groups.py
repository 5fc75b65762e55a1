"""What the answer to analogous petitions says to its activities: ids and counts, never a text or a name."""

from dataclasses import dataclass
from enum import StrEnum

PAGE = 100
"""How many members a run of the workflow settles before it begins again with a short history."""


class Step(StrEnum):
    """What is done to every member."""

    GROUP = "agrupar"
    ANSWER = "responder"


class MemberStatus(StrEnum):
    """How far a member got."""

    TO_GROUP = "por_agrupar"
    GROUPED = "agrupada"
    TO_ANSWER = "por_responder"
    ANSWERED = "respondida"
    DECIDED_ELSEWHERE = "ya_decidida"


TO_SETTLE = {Step.GROUP: MemberStatus.TO_GROUP, Step.ANSWER: MemberStatus.TO_ANSWER}
"""The members that a step still owes."""


@dataclass(frozen=True, kw_only=True)
class GroupOrder:
    """Take a step with every member of a group; `settled` and `skipped` come from earlier runs."""

    group_id: str
    step: Step
    settled: int = 0
    skipped: int = 0


@dataclass(frozen=True)
class MembersLeft:
    """A page of the members still to settle, and how many there are in all."""

    radicados: tuple[str, ...]
    total: int


@dataclass(frozen=True)
class MemberOrder:
    """Take a step with one member."""

    group_id: str
    step: Step
    radicado: str


@dataclass(frozen=True)
class Progress:
    """How far a step has come: members settled, those somebody else had decided, those left for the next round."""

    settled: int
    skipped: int
    total: int
    behind: int = 0
