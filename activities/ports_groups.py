"""What answering analogous petitions needs from outside, as Protocols."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from activities.messages_groups import MembersLeft, MemberStatus, Step
from domain.case import Case, Sense


@dataclass(frozen=True, kw_only=True)
class JointAnswer:
    """The group as its members need it. The text lives only inside activities."""

    is_single_answer: bool
    formed_by: str
    receipts: tuple[datetime, ...]
    body: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    sense: Sense | None = None
    signer: str = ""
    signer_title: str = ""


class Groups(Protocol):
    """Groups and their members."""

    async def left(self, group_id: str, step: Step, limit: int) -> MembersLeft: ...

    async def joint_answer(self, group_id: str) -> JointAnswer: ...

    async def settled(self, radicado: str, step: Step, status: MemberStatus, detail: str) -> None: ...

    async def published_on_the_web(self, group_id: str) -> None:
        """Note that a single answer is on the web page; twice is once."""


class CaseRefused(Exception):
    """The case refused the act by a rule: its name and its sentence."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule = rule


class Cases(Protocol):
    """Acts on running cases. Raises CaseRefused; while the engine is away or busy, anything else."""

    async def perform(self, radicado: str, act_name: str, act: object, key: str) -> None:
        """Do an act once: the same *key* again is the same act."""

    async def stored(self, radicado: str) -> Case: ...
