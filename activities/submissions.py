"""Local activities: who signals an answer, and the text it brings."""

from temporalio import activity

from activities.messages import Submission
from activities.ports import Catalogs
from activities.ports_submissions import SubmittedTexts
from domain.instants import bogota_date
from domain.submissions import ANSWERING, Standing


class Submissions:
    """Reads and keeps what a signalled answer rests on."""

    def __init__(self, texts: SubmittedTexts, catalogs: Catalogs) -> None:
        self._texts = texts
        self._catalogs = catalogs

    @activity.defn
    async def keep_submission(self, submission: Submission) -> Standing:
        """Whether its author is an official and its text is known; the text it brings is kept, unless it is refused."""
        organization = await self._catalogs.organization(bogota_date(submission.at))
        if organization.official(submission.by) is None:
            return Standing(is_by_official=False, has_text=False)
        if submission.text is not None:
            await self._texts.keep_text(submission.radicado, "respuesta", submission.by, submission.text)
            return Standing(is_by_official=True, has_text=True)
        digest = submission.text_hash
        is_known = digest is None or await self._texts.has_text(submission.radicado, digest, ANSWERING)
        return Standing(is_by_official=True, has_text=is_known)

    @activity.defn
    async def drop_submission(self, submission: Submission) -> None:
        """Take back the text of an answer that was refused after all."""
        if submission.text is not None and submission.text_hash is not None:
            await self._texts.drop_text(submission.radicado, submission.text_hash)
