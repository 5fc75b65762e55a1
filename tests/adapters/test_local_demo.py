"""What the demonstration rests on: a CRM that refuses once, mail as others write it, ends that are checked."""

from datetime import UTC, datetime

import pytest

from activities.ports import CrmEvent, CrmRejected
from adapters.crm import HttpCrm
from adapters.mime import read
from domain.incoming import Delivery
from local import summary
from local.crm import SECRET, taking
from local.demo import unheld
from local.journey import Unexpected
from local.messages import bounce, from_a_person
from local.situations import Situation, answered_plainly
from tests.support import World

LETTER = "<59615045fd26d41f04c71353c8f2b96e@pqrsd.icetex.example>"


def an_event(delivery: str, mail: str) -> CrmEvent:
    return CrmEvent(
        delivery, "2026-E-000001", 1, "radicacion", {"radicado": "2026-E-000001", "contacto": {"correo": mail}}
    )


async def test_the_crm_refuses_the_first_delivery_of_whom_it_is_told_to_and_takes_it_again() -> None:
    async with taking() as crm:
        client = HttpCrm(crm.url, SECRET)

        await client.deliver(an_event("a", "lucia@correo.example"))
        with pytest.raises(CrmRejected, match="422"):
            await client.deliver(an_event("b", "crm4xx.ligia@correo.example"))
        await client.deliver(an_event("b", "crm4xx.ligia@correo.example"))
        await client.close()

    assert crm.taken == {"a", "b"}


def test_a_report_is_read_as_the_failure_of_its_letter() -> None:
    report = read(bounce(LETTER, "lucia@correo.example"), datetime.now(UTC)).report

    assert report is not None
    assert (report.delivery, report.names) == (Delivery.FAILED, (LETTER,))


def test_a_reply_names_the_letter_it_answers() -> None:
    mail = read(
        from_a_person("Lucía <lucia@correo.example>", "RE: su caso", "Aquí está.", answers=LETTER), datetime.now(UTC)
    )

    assert (mail.sender, mail.references) == ("lucia@correo.example", (LETTER, LETTER))
    assert mail.text.strip() == "Aquí está."


@pytest.mark.parametrize(("held", "is_told"), [("vencida", False), ("5", True), ("", True)])
def test_a_survey_that_holds_something_else_is_told(held: str, *, is_told: bool) -> None:
    situation = Situation("encuesta", {}, answered_plainly, rated="vencida")

    assert bool(unheld(situation, held)) is is_told


async def test_deliveries_that_the_crm_never_took_are_told(world: World) -> None:
    await world.filed("sin CRM")

    with pytest.raises(Unexpected, match="entregas"):
        await summary.told(world.stack, world.sessions)
