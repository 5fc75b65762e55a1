"""Messages nobody wrote, replies, and what cannot be read: each has its own outcome, and none is answered."""

from tests.mail.letters import CRLF, Known, Sample, head, mixed, part, plain, raw, report, words

OURS = "ICETEX <pqrsd@icetex.example>"


def automatic() -> list[Sample]:
    """Answers and noise of machines."""
    return [
        Sample("vacaciones en español", plain("v1", "Estaré fuera.", Subject="Respuesta automática: Recibimos su petición"), "por_atender"),
        Sample("vacaciones en inglés", plain("v2", "I am away.", Subject="Out of Office: Re: case"), "por_atender"),
        Sample("vacaciones de outlook", plain("v3", "Fuera.", Auto_Submitted="auto-generated", X_Auto_Response_Suppress="All"), "por_atender"),
        Sample("vacaciones rfc 3834", plain("v4", "Vuelvo el lunes.", Auto_Submitted="auto-replied (vacation)"), "por_atender"),
        Sample("vacaciones sin norma", plain("v5", "Vuelvo el lunes.", X_Autoreply="yes"), "por_atender"),
        Sample("precedencia", plain("v6", "Recibido.", Precedence="auto_reply"), "por_atender"),
        Sample("remitente nulo", plain("v7", "Aviso del sistema.", Return_Path="<>"), "por_atender"),
        Sample("demonio sin informe", plain("v8", "Something happened.", From="MAILER-DAEMON@mx.example"), "por_atender"),
        Sample("desafio", plain("v9", "Click to confirm.", Subject="Re: Su caso [Your email requires verification verify#a1b2]"), "por_atender"),
        Sample("lista", plain("l1", "Debate.", List_Id="<debate.lista.example>"), "por_atender"),
        Sample("boletin", plain("l2", "Ofertas.", List_Unsubscribe="<https://x.example>", Precedence="bulk"), "por_atender"),
        Sample("nuestro propio correo", plain("p1", "Acuse.", From=OURS), "propio"),
        Sample("nuestro propio nombre", plain("p2", "Copia.", Message_ID="<abc@pqrsd.icetex.example>"), "propio"),
        Sample("una persona que dice no ser automatica", plain("h1", "Hola.", Auto_Submitted="no"), "radicado"),
        Sample("una persona que pregunta por la oficina", plain("h2", "Hola.", Subject="Atención fuera de horario en la oficina"), "radicado"),
    ]  # fmt: skip


def reports(known: Known) -> list[Sample]:
    """Delivery reports of several servers on one of our letters."""
    prose = f"Hi. This is the qmail-send program.\n<lucia@correo.example>:\n550 5.1.1 no such user\n\nMessage-ID: {known.letter}\n"
    gmail = part(
        f"Reporting-MTA: dns; googlemail.com\r\nX-Original-Message-ID: {known.letter}\r\n\r\n"
        "Final-Recipient: rfc822; lucia@correo.example\r\nAction: failed\r\nStatus: 5.1.1\r\n".encode(),
        "message/delivery-status",
        encoding="7bit",
    )
    read = part(f"Original-Message-ID: {known.letter}\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n".encode(),
                "message/disposition-notification", encoding="7bit")  # fmt: skip
    return [
        Sample("rebote de postfix", report("d1", known.letter, "failed", "5.1.1"), "rebote"),
        Sample("rebote de exchange", report("d2", known.letter, "failed", "5.1.10", agent="Exchange", returned="text/rfc822-headers"), "rebote"),
        Sample("rebote de gmail", mixed("d3", words("Address not found"), gmail, kind="multipart/report; report-type=delivery-status", From="Mail Delivery Subsystem <mailer-daemon@googlemail.com>"), "rebote"),
        Sample("rebote internacional", report("d4", known.letter, "failed", "5.1.1").replace(b"message/delivery-status", b"message/global-delivery-status"), "rebote"),
        Sample("rebote en prosa", plain("d5", prose, From="MAILER-DAEMON@qmail.example", Return_Path="<>"), "rebote"),
        Sample("rebote en prosa en español", plain("d6", f"No se pudo entregar su mensaje {known.letter}.", From="postmaster@correo.example"), "rebote"),
        Sample("rebote que solo dice a que responde", report("d7", "<nada@nadie.example>", "failed", "5.2.2").replace(b"Return-Path", f"In-Reply-To: {known.letter}\r\nReturn-Path".encode()), "rebote"),
        Sample("demora", report("d8", known.letter, "delayed", "4.4.1"), "demora"),
        Sample("demora en prosa", plain("d9", f"Delivery delayed, still trying: {known.letter}", From="MAILER-DAEMON@qmail.example"), "demora"),
        Sample("entregado", report("d10", known.letter, "delivered", "2.0.0"), "entrega"),
        Sample("relevado", report("d11", known.letter, "relayed", "2.0.0"), "informe"),
        Sample("leido", mixed("d12", words("Leído"), read, kind="multipart/report; report-type=disposition-notification"), "lectura"),
        Sample("rebote de otro", report("d13", "<otra@ajena.example>", "failed", "5.1.1"), "informe"),
        Sample("informe malformado", raw("d14", b"--z\r\nContent-Type: message/delivery-status\r\n\r\n\xff\x00:::\r\n--z--", Content_Type="multipart/report; boundary=z"), "informe"),
    ]  # fmt: skip


def replies(known: Known) -> list[Sample]:
    """Replies to cases, and what only looks like one."""
    lucia = "LUCIA@correo.example"
    quoted = (
        "Adjunto lo pedido.\n\nEl mar, 24 nov 2026, ICETEX <pqrsd@icetex.example> escribió:\n> Recibimos su petición"
    )
    return [
        Sample("respuesta con cita", plain("r1", quoted, From=lucia, In_Reply_To=known.letter), "mensaje", says="Adjunto lo pedido."),
        Sample("respuesta por referencias", plain("r2", "Gracias.", From=lucia, References=f"<x@y.example> {known.letter}"), "mensaje"),
        Sample("radicado y remitente", plain("r3", "¿Qué pasó?", From=lucia, Subject=f"Mi caso {known.radicado}"), "por_atender"),
        Sample("radicado ajeno", plain("r4", "Soy otro.", Subject=f"RE: {known.radicado_of_another}"), "radicado", origin=f"Menciona el caso {known.radicado_of_another}"),
        Sample("respuesta automatica a nuestra carta", plain("r5", "Fuera.", In_Reply_To=known.letter, Auto_Submitted="auto-replied"), "automatico"),
        Sample("lista que responde a nuestra carta", plain("r6", "Recibido.", In_Reply_To=known.letter, List_Id="<mesa.otra.example>"), "lista"),
        Sample("traslado que otra entidad envia con su maquina", plain("r7", "Remitimos por competencia.", From="traslados@otra.example", Auto_Submitted="auto-generated"), "por_atender"),
    ]  # fmt: skip


def unreadable() -> list[Sample]:
    """What nobody can answer: kept for a person to look at."""
    return [
        Sample("nada", b"", "ilegible"),
        Sample("bytes al azar", bytes(range(256)) * 8, "ilegible"),
        Sample("sin remitente", head(From=None) + CRLF + b"Hola", "ilegible"),
        Sample("remitente imposible", plain("ri", From="no es una dirección"), "ilegible"),
        Sample(
            "mil cien multipartes",
            raw("hondo", deep(1100), Content_Type="multipart/mixed; boundary=b1100"),
            "ilegible",
        ),
    ]


def deep(depth: int) -> bytes:
    """More parts inside parts than any parser follows."""
    opening = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n - 1) for n in range(depth, 1, -1)
    )
    return opening + b"--b1\r\n\r\nhola\r\n"


def machines(known: Known) -> list[Sample]:
    """Messages that open no case, but for the few that look alike."""
    return [*automatic(), *reports(known), *replies(known), *unreadable()]
