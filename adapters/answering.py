"""What answering needs beside the case itself, in one hand: drafts and approved answers."""

from dataclasses import dataclass

from adapters.database import Sessions
from adapters.drafts import DraftTable
from adapters.knowledge import KnowledgeBase


@dataclass(frozen=True)
class Answering:
    """The tables of answering."""

    drafts: DraftTable
    knowledge: KnowledgeBase


def answering(sessions: Sessions) -> Answering:
    """All of them, over the same database."""
    return Answering(drafts=DraftTable(sessions), knowledge=KnowledgeBase(sessions))
