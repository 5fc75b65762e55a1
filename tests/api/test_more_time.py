"""More time to complete, given by phone or at the counter: confirmed in writing, with the new day and a new link."""

import re
from datetime import date

from domain.explanation import spanish
from local.journey import plain_of
from tests.support import World

MISSING = "El certificado de matrícula."


async def test_more_time_is_confirmed_by_mail_with_the_new_day_and_a_link_that_serves(world: World) -> None:
    case = await world.filed("más plazo por teléfono")
    await case.act("requerimiento", {"falta": MISSING})

    await case.act("ampliacion-complemento", {})
    until_on = spanish(date.fromisoformat(case.case["hitos"]["complemento"]))
    told = plain_of(await case.mailed("Tiene más plazo"))
    [path] = re.findall(r"/completar/[A-Za-z0-9_-]{40,}", told)
    html = (await world.api.get(path)).text
    done = await world.api.post(path, data={"accion": "complemento", "texto": "Aporto."})

    assert until_on in told
    assert MISSING in html
    assert "Pedir que se amplíe" not in html
    assert "Recibimos lo que faltaba" in done.text
