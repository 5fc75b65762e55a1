"""What answering needs beside the case itself, in one hand: drafts, approved answers, joint answers, paper, ratings."""

from dataclasses import dataclass

from adapters.database import Sessions
from adapters.dispatch import DispatchTable
from adapters.drafts import DraftTable
from adapters.groups import GroupTable
from adapters.groups_read import GroupReader
from adapters.knowledge import KnowledgeBase
from adapters.ratings import RatingTable


@dataclass(frozen=True)
class Answering:
    """The tables of answering."""

    drafts: DraftTable
    knowledge: KnowledgeBase
    groups: GroupTable
    seen_groups: GroupReader
    dispatch: DispatchTable
    ratings: RatingTable


def answering(sessions: Sessions) -> Answering:
    """All of them, over the same database."""
    return Answering(
        drafts=DraftTable(sessions),
        knowledge=KnowledgeBase(sessions),
        groups=GroupTable(sessions),
        seen_groups=GroupReader(sessions),
        dispatch=DispatchTable(sessions),
        ratings=RatingTable(sessions),
    )
