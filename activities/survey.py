"""Local activities: what a survey is asked under, and its result."""

from temporalio import activity

from activities.messages import SurveyInvitation, SurveyOpening, SurveyResult
from activities.ports import Calendars, Catalogs, Records, Surveys
from domain.instants import bogota_date


class Surveying:
    """Opens surveys and stores how they end."""

    def __init__(self, surveys: Surveys, records: Records, calendars: Calendars, catalogs: Catalogs) -> None:
        self._surveys = surveys
        self._records = records
        self._calendars = calendars
        self._catalogs = catalogs

    @activity.defn
    async def open_survey(self, invitation: SurveyInvitation) -> SurveyOpening:
        """The calendar in force and the form the case keeps; the one in force at delivery, if it keeps none."""
        stored = await self._records.counted(invitation.radicado)
        kept = stored.case.filing.catalogs if stored else {}
        form = await self._catalogs.survey(kept, bogota_date(invitation.delivered_at))
        return SurveyOpening(await self._calendars.in_force(), form)

    @activity.defn
    async def finish_survey(self, result: SurveyResult) -> None:
        """Store the rating, or that the link expired; the same result twice is once."""
        await self._surveys.finish(result)
