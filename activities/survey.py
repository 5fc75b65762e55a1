"""Local activity: the result of a survey."""

from temporalio import activity

from activities.messages import SurveyResult
from activities.ports import Surveys


class Surveying:
    """Stores how surveys end."""

    def __init__(self, surveys: Surveys) -> None:
        self._surveys = surveys

    @activity.defn
    async def finish_survey(self, result: SurveyResult) -> None:
        """Store the rating, or that the link expired; the same result twice is once."""
        await self._surveys.finish(result)
