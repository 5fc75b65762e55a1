"""What our own mail says of itself to the machines that receive it."""

from tests.support import World

TRASLADO = {"entidad": "Alcaldía de Cali", "motivo": "Es de su competencia.", "correo": "pqrsd@cali.example"}


async def test_an_official_act_does_not_say_that_a_machine_sent_it_and_an_acknowledgement_does(world: World) -> None:
    case = await world.filed("traslado que decide una persona")
    await case.act("traslado", TRASLADO)
    await case.until_letter_is("traslado_ciudadano", "enviada")
    await case.until_letter("acuse")

    sent = [m for m in world.stack.smtp.messages if case.radicado in str(m["Subject"])]

    marks = {str(m["Subject"]).partition(" =?")[0]: m["Auto-Submitted"] for m in sent}
    assert marks == {
        "Recibimos su solicitud": "auto-generated",
        "Traslado por competencia": "no",
        "Trasladamos su solicitud a la entidad competente": "no",
    }
