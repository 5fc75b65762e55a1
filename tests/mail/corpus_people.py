"""Difficult messages from people: each must open a case, whole and readable, whatever its making."""

import base64

from tests.mail.letters import (
    CRLF,
    EICAR,
    PDF,
    PNG,
    Known,
    Sample,
    attached,
    head,
    mixed,
    multi,
    part,
    plain,
    raw,
    words,
)

TEXT = "Señores ICETEX: el giro no llegó."
B64 = base64.encodebytes(TEXT.encode())


def nested(depth: int) -> bytes:
    """A text inside *depth* multiparts."""
    body, kind = TEXT.encode() + CRLF, "text/plain; charset=utf-8"
    for n in range(depth):
        body = multi(part(body, kind, encoding="8bit"), boundary=f"b{n}")
        kind = f"multipart/mixed; boundary=b{n}"
    return raw(f"anidado-{depth}", body, Content_Type=kind)


def charsets() -> list[Sample]:
    """Text in every disguise."""
    latin = TEXT.encode("latin-1")
    return [
        Sample("texto", plain("texto", TEXT), says=TEXT, subject="Solicitud"),
        Sample("base64", raw("b64", B64, Content_Type="text/plain; charset=utf-8", Content_Transfer_Encoding="base64"), says=TEXT),
        Sample("quoted", raw("qp", b"Se=F1ores ICETEX: el giro no lleg=F3.=\r\n", Content_Type="text/plain; charset=iso-8859-1", Content_Transfer_Encoding="quoted-printable"), says=TEXT),
        Sample("juego desconocido", raw("x", latin, Content_Type="text/plain; charset=x-inventado"), says=TEXT),
        Sample("dice utf-8 y es latin-1", raw("mal", latin, Content_Type="text/plain; charset=utf-8"), says=TEXT),
        Sample("dice ascii y es utf-8", raw("asc", TEXT.encode(), Content_Type="text/plain; charset=us-ascii"), says=TEXT),
        Sample("sin tipo", raw("sintipo", TEXT.encode()), says=TEXT),
        Sample("utf-16", raw("u16", base64.encodebytes(TEXT.encode("utf-16")), Content_Type="text/plain; charset=utf-16", Content_Transfer_Encoding="base64"), says=TEXT),
        Sample("base64 roto", raw("roto", b"!!!esto no es base64!!!\xff\r\n", Content_Type="text/plain", Content_Transfer_Encoding="base64")),
        Sample("codificacion inventada", raw("cte", TEXT.encode(), Content_Type="text/plain; charset=utf-8", Content_Transfer_Encoding="x-uuenrevesado"), says=TEXT),
        Sample("solo saltos de linea unix", plain("lf", TEXT).replace(CRLF, b"\n"), says=TEXT),
        Sample("tipo malformado", raw("tm", TEXT.encode(), Content_Type="text; ;;charset"), says=TEXT),
    ]  # fmt: skip


def headers() -> list[Sample]:
    """Headers that break rules."""
    eight = head(Message_ID="<ocho@correo.example>", Subject=None).replace(
        b"Marta Quintero", "Martín Peña".encode("latin-1")
    )
    return [
        Sample("cabeceras de ocho bits", b"Subject: Petici\xf3n urgente\r\n" + eight + CRLF + b"Hola", subject="Petición urgente", says="Hola"),
        Sample("asunto rfc 2047", plain("q", Subject="=?utf-8?q?Petici=C3=B3n?= =?utf-8?b?IHVyZ2VudGU=?="), subject="Petición urgente"),
        Sample("asunto rfc 2047 roto", plain("qr", Subject="=?utf-8?b?abcde?= hola"), subject="=?utf-8?b?abcde?= hola"),
        Sample("asunto en juego inventado", plain("qi", Subject="=?x-nada?q?Hola?="), subject="Hola"),
        Sample("asunto doblado", plain("doblado", Subject="Solicitud de\r\n\tpaz y salvo"), subject="Solicitud de paz y salvo"),
        Sample("asunto enorme", plain("enorme", Subject="a" * 5000), subject="a" * 300),
        Sample("cabecera enorme", plain("cab", TEXT, X_Relleno="z" * 200_000), says=TEXT),
        Sample("muchas cabeceras", raw("muchas", b"x", **{f"X_{n}": "y" for n in range(2000)})),
        Sample("sin asunto", plain("sa", Subject=None), subject="(sin asunto)"),
        Sample("sin message-id", plain("no", TEXT, Message_ID=None), says=TEXT),
        Sample("mismo message-id, uno", plain("gemelo", "Primer mensaje."), says="Primer mensaje."),
        Sample("mismo message-id, otro", plain("gemelo", "Otro mensaje distinto."), says="Otro mensaje distinto."),
        Sample("fecha del futuro", plain("futuro", Date="Thu, 01 Jan 2099 00:00:00 +0000")),
        Sample("fecha imposible", plain("imposible", Date="ayer por la tarde")),
        Sample("dos remitentes", plain("dos", From="Ana <ana@correo.example>, Luis <luis@correo.example>")),
        Sample("responder a", plain("ra", From="formulario@web.example", Reply_To="Ana <ana@correo.example>")),
        Sample("nombre que parece etiqueta", plain("etq", From='"<script>alert(1)</script>" <ana@correo.example>')),
        Sample("linea de mbox delante", b"From marta@correo.example Tue Nov 24 09:00:00 2026\r\n" + plain("mbox", TEXT), says=TEXT),
        Sample("controles y bidi", plain("bidi", "Hola\u202egpj\u202c\x00\x07 fin", Subject="\u202eotnusA\x00"), subject="otnusA", says="Holagpj fin"),
        Sample("radicado inexistente", plain("rx", Subject="RE: 2026-E-999999 sin respuesta"), origin=""),
    ]  # fmt: skip


def bodies() -> list[Sample]:
    """Bodies and files of every kind."""
    html = "<html><head><style>p{}</style></head><p>Señores ICETEX:<br>el giro no <b>llegó</b>.</p>"
    long_name = {
        "Content_Disposition": "attachment; filename*0*=utf-8''certificaci%C3%B3n; filename*1*=%20de%20notas.pdf"
    }
    return [
        nested_sample(5),
        nested_sample(60),
        Sample("solo html", raw("html", html.encode(), Content_Type="text/html; charset=utf-8"), says="el giro no llegó."),
        Sample("html con programa", raw("js", b"<p>Pido copia</p><script>document.write('malo')</script>", Content_Type="text/html"), says="Pido copia"),
        Sample("alternativa", mixed("alt", words("En texto."), part(html.encode(), "text/html; charset=utf-8"), kind="multipart/alternative"), says="En texto."),
        Sample("reenviado", mixed("fwd", part(plain("x", TEXT), "message/rfc822", encoding="8bit")), says=TEXT),
        Sample("rebote que reenvia un ciudadano", mixed("fwdr", words("Miren lo que me llegó."), part(mixed("y", part(b"Action: failed\r\n", "message/delivery-status", encoding="7bit"), kind="multipart/report"), "message/rfc822", encoding="8bit")), says="Miren lo que me llegó."),
        Sample("winmail.dat", mixed("tnef", words(TEXT), attached(b"\x78\x9f\x3e\x22" + bytes(40), "application/ms-tnef", "winmail.dat")), says=TEXT, origin="tipo_no_admitido"),
        Sample("invitacion", mixed("cal", words("Los invito a reunión."), part(b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n", "text/calendar; method=REQUEST")), says="Los invito a reunión."),
        Sample("firmado s/mime", mixed("sm", words(TEXT), attached(bytes(64), "application/pkcs7-signature", "smime.p7s"), kind="multipart/signed"), says=TEXT),
        Sample("cifrado s/mime", raw("smc", base64.encodebytes(bytes(64)), Content_Type="application/pkcs7-mime; name=smime.p7m", Content_Transfer_Encoding="base64"), says="(mensaje sin texto"),
        Sample("cifrado pgp", mixed("pgp", part(b"Version: 1", "application/pgp-encrypted"), attached(b"-----BEGIN PGP MESSAGE-----", "application/octet-stream", "cifrado.asc"), kind="multipart/encrypted"), says="(mensaje sin texto"),
        Sample("vacio", plain("v", ""), says="(mensaje sin texto"),
        Sample("solo anexo", mixed("sa", attached(PDF, "application/pdf", "cédula.pdf")), says="(mensaje sin texto", holds=("cédula.pdf",)),
        Sample("anexo sin tipo", mixed("at", words(TEXT), attached(PDF, "application/octet-stream", "recibo.pdf")), holds=("recibo.pdf",)),
        Sample("imagen incrustada", mixed("img", words(TEXT), part(PNG, "image/png; name=logo.png", Content_ID="<logo>"), kind="multipart/related"), holds=("logo.png",)),
        Sample("nombre con ruta", mixed("ruta", words(TEXT), attached(PDF, "application/pdf", "../../etc/passwd.pdf")), holds=("passwd.pdf",)),
        Sample("nombre con ruta de windows", mixed("win", words(TEXT), attached(PDF, "application/pdf", r"C:\\temp\\recibo.pdf")), holds=("recibo.pdf",)),
        Sample("nombre rfc 2231", mixed("n1", words(TEXT), part(PDF, "application/pdf", **long_name)), holds=("certificación de notas.pdf",)),
        Sample("nombre rfc 2047", mixed("n2", words(TEXT), attached(PDF, "application/pdf", "=?utf-8?q?c=C3=A9dula.pdf?=")), holds=("cédula.pdf",)),
        Sample("ejecutable que se dice pdf", mixed("exe", words(TEXT), attached(b"MZ\x90\x00", "application/pdf", "factura.pdf")), origin="tipo_falso"),
        Sample("malicioso", mixed("eicar", words(TEXT), attached(EICAR, "text/plain", "virus.txt")), origin="malicioso"),
        Sample("once anexos", mixed("once", words(TEXT), *(attached(PDF + bytes([n]), "application/pdf", f"{n}.pdf") for n in range(11))), origin="demasiados"),
        Sample("veinte megas", mixed("veinte", words(TEXT), attached(PDF + bytes(20 * 1024 * 1024), "application/pdf", "grande.pdf")), says=TEXT, origin="tamano"),
        Sample("mime cortado", raw("corto", multi(words(TEXT), attached(PDF, "application/pdf", "a.pdf"), is_closed=False)[:-30], Content_Type="multipart/mixed; boundary=frontera"), says=TEXT),
        Sample("multiparte sin frontera", raw("sf", b"--x\r\n\r\nhola\r\n", Content_Type="multipart/mixed")),
        Sample("texto muy largo", plain("largo", "palabra " * 5000), says="El texto sigue en el mensaje original."),
    ]  # fmt: skip


def nested_sample(depth: int) -> Sample:
    return Sample(f"{depth} multipartes", nested(depth), says=TEXT)


def people(_: Known) -> list[Sample]:
    """Messages that must open a case."""
    return [*charsets(), *headers(), *bodies()]
