"""Acts that suspend terms in PostgreSQL: which reach a day, also when they were revoked, once."""

import asyncio
from datetime import date

from adapters.database import Sessions
from adapters.suspensions import SuspensionTable
from domain.petitions import Revocation
from domain.suspensions import SuspensionAct
from tests.adapters.filings import MORNING

FROM_ON, TO_ON = date(2026, 12, 7), date(2026, 12, 11)


def an_act(number: str) -> SuspensionAct:
    return SuspensionAct(act_number=number, from_on=FROM_ON, to_on=TO_ON, norm="Ley X", published_by="s",
                         published_at=MORNING)  # fmt: skip


def a_revocation(on: date, number: str = "RES-9") -> Revocation:
    return Revocation(by="s", act_number=number, on=on, reason="Fecha equivocada")


async def test_a_revoked_act_reaches_no_day_after_its_revocation_and_stays_listed(sessions: Sessions) -> None:
    acts = SuspensionTable(sessions)
    for number in ("entero", "a-medias", "sin-empezar"):
        await acts.publish(an_act(number))

    await acts.revoke("a-medias", a_revocation(date(2026, 12, 9)))
    await acts.revoke("sin-empezar", a_revocation(date(2026, 12, 4)))
    before, during, after = [await acts.ending_from(date(2026, 12, day)) for day in (1, 9, 10)]

    assert {act.act_number: act.order.to_on for act in before} == {"entero": TO_ON, "a-medias": date(2026, 12, 9)}
    assert {act.act_number for act in during} == {"entero", "a-medias"}
    assert {act.act_number for act in after} == {"entero"}
    assert len(await acts.published()) == 3


async def test_an_act_that_two_revoke_at_once_is_revoked_by_one(sessions: Sessions) -> None:
    await SuspensionTable(sessions).publish(an_act("de-dos"))
    orders = [a_revocation(FROM_ON, number) for number in ("RES-1", "RES-2")]

    kept = await asyncio.gather(*(SuspensionTable(sessions).revoke("de-dos", order) for order in orders))

    assert kept[0] == kept[1]
    assert kept[0].revocation in orders
