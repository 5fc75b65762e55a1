"""What an official needs to write an answer: their versions, what the reviewer said, the answers that fit the case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.knowledge import Sought
from adapters.petition import Petition
from adapters.read_model import StoredCase
from domain.drafts import DraftVersion
from domain.instants import bogota_date
from domain.knowledge import KnownAnswer, blanks, filled
from web.auth import LEADS, STAFF, User
from web.services import Services

SUGGESTED = 5


@dataclass(frozen=True)
class Suggestion:
    """An approved answer with its blanks filled in for a case."""

    answer: KnownAnswer
    text: str


@dataclass(frozen=True)
class Writing:
    """The desk of one official for one case. `mine` is the text they go on with."""

    mine: DraftVersion | None
    versions: Sequence[DraftVersion]
    returned_by: str
    comment: str
    suggestions: Sequence[Suggestion]
    may_write: bool


async def writing_of(parts: Services, stored: StoredCase, petition: Petition | None, user: User) -> Writing:
    """What a person sees of the writing of a case: their own versions; who leads or audits, everybody's."""
    versions = await visible_drafts(parts, stored.case.radicado, user)
    submitted = stored.case.draft
    comment_hash = submitted.comment_hash if submitted else None
    may_write = user.role in STAFF and not stored.case.is_decided
    return Writing(
        mine=next((x for x in versions if x.author == user.name), None),
        versions=versions,
        returned_by=(submitted.returned_by or "") if submitted and submitted.is_returned else "",
        comment=await parts.texts.text(stored.case.radicado, comment_hash) if comment_hash else "",
        suggestions=await suggestions(parts, stored, petition) if may_write else (),
        may_write=may_write,
    )


async def visible_drafts(parts: Services, radicado: str, user: User) -> Sequence[DraftVersion]:
    """The versions a person may read."""
    author = user.name if user.role in STAFF - LEADS else None
    return await parts.answering.drafts.of_case(radicado, author)


async def suggestions(parts: Services, stored: StoredCase, petition: Petition | None) -> list[Suggestion]:
    """The approved answers that fit the case best, ready to begin a draft."""
    if petition is None:
        return []
    case = stored.case
    sought = Sought(words=f"{petition.subject} {petition.description}"[:4000], type=case.type,
                    product=case.product, motive=case.motive, limit=SUGGESTED)  # fmt: skip
    found = await parts.answering.knowledge.suggested(sought)
    facts = await facts_of(parts, stored, petition)
    return [Suggestion(answer, filled(answer.body, facts)) for answer in found]


async def facts_of(parts: Services, stored: StoredCase, petition: Petition) -> Mapping[str, str]:
    """What goes in the blanks for this case."""
    today = bogota_date(parts.now())
    return blanks(
        stored.case,
        name=petition.petitioner.get("nombres") or "",
        subject=petition.subject,
        due_on=stored.row.due_on,
        today=today,
        names=await parts.catalogs.names(today, stored.case.filing.catalogs),
    )
