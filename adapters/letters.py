"""The entity's stationery: Jinja2 templates, one folder for mail and one for oficios, each kind pinned by a hash."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from domain.explanation import spanish
from domain.letters import RECEIVING_AREA, Audience, LetterContent, LetterKind, legible

SUBJECTS = {
    LetterKind.ACUSE: "Recibimos su solicitud",
    LetterKind.RESPUESTA: "Respuesta a su solicitud",
    LetterKind.RESPUESTA_ACTO: "Notificación de la decisión sobre su solicitud",
    LetterKind.RESPUESTA_PARCIAL: "Respuesta parcial a su solicitud",
    LetterKind.RESPUESTA_TRAMITE: "Avance en el trámite de su solicitud",
    LetterKind.REQUERIMIENTO: "Necesitamos que complete su solicitud",
    LetterKind.ACLARACION: "Necesitamos que aclare su solicitud",
    LetterKind.COMPLEMENTO_RECIBIDO: "Recibimos lo que faltaba en su solicitud",
    LetterKind.PLAZO_AMPLIADO: "Tiene más plazo para completar su solicitud",
    LetterKind.ACLARACION_RECIBIDA: "Recibimos la aclaración de su solicitud",
    LetterKind.AVISO_PRORROGA: "Nueva fecha para responder su solicitud",
    LetterKind.TRASLADO_ENTIDAD: "Traslado por competencia",
    LetterKind.TRASLADO_CIUDADANO: "Trasladamos su solicitud a la entidad competente",
    LetterKind.DESISTIMIENTO: "Desistimiento tácito y archivo de la solicitud",
    LetterKind.DESISTIMIENTO_EXPRESO: "Confirmamos el retiro de su solicitud",
    LetterKind.RECHAZO_RESERVA: "Respuesta sobre información reservada",
    LetterKind.REMISION_TRIBUNAL: "Enviamos su insistencia al tribunal",
    LetterKind.PLAZO_MODIFICADO: "Cambió la fecha de respuesta de su solicitud",
    LetterKind.REPLICA_RECIBIDA: "Recibimos su réplica",
    LetterKind.RECORDATORIO: "Recordatorio de un caso a su cargo",
    LetterKind.ESCALAMIENTO: "Caso que requiere su atención",
    LetterKind.VENCIMIENTO: "Caso vencido sin respuesta",
    LetterKind.ENCUESTA: "¿Cómo le fue con nuestra respuesta?",
    LetterKind.RECORDATORIO_ENCUESTA: "Aún puede calificar nuestra respuesta",
}

SUBJECTS_BY_CLASS = {
    (LetterKind.REPLICA_RECIBIDA, "reposicion"): "Recibimos su recurso de reposición",
    (LetterKind.REPLICA_RECIBIDA, "insistencia"): "Recibimos su insistencia",
    (LetterKind.REPLICA_RECIBIDA, "desconocimiento"): "Su solicitud sigue en trámite",
    (LetterKind.DESISTIMIENTO, "archivo"): "Archivo de la solicitud que no se aclaró",
}
"""How a letter that tells of several things is headed when it is not the usual one."""

AUTOMATIC = "Mensaje automático: no responda a este correo."
REPLIED = "Puede responder a este mensaje: su respuesta entra a su caso."
UNREAD = "Las respuestas a este correo no se leen: use el enlace o la página de su caso."
"""Where no mailbox of the entity is read."""

LINE = "Línea 601 417 3535."

OUR_LINKS = ("enlace", "enlace_encuesta", "enlace_completar")


class Letters:
    """Fills templates in. A fact a template asks for and nobody gave is an error, never a blank.

    *files* are the texts of the templates by name: a supervisor may write them, so that they run in a sandbox.
    *to_replies* is what is said of replying where the case goes on.
    """

    def __init__(
        self, files: Mapping[str, str], subjects: Mapping[LetterKind, str] = SUBJECTS, *, to_replies: str = REPLIED
    ) -> None:
        self._files, self._subjects, self._to_replies = files, subjects, to_replies
        self._text, self._html = environment(files, is_html=False), environment(files, is_html=True)
        self.template_version = cache(self._template_version)

    def letter(
        self,
        kind: LetterKind,
        facts: Mapping[str, str],
        *,
        on: date,
        city: str,
        address_lines: tuple[str, ...],
        verification: tuple[str, str],
        dependencia: str = "",
    ) -> LetterContent:
        """The content of an oficio, with the version of the templates it was made from.

        Signed by the area of the case; by the one that receives petitions, while it has none.
        """
        code, url = verification
        said = _legible(facts)
        is_to_entity = kind.audience == Audience.ENTITY
        return LetterContent(
            kind=kind,
            radicado=said["radicado"],
            outgoing_radicado=said["radicado_salida"],
            city=city,
            on=on,
            salutation="Señores" if is_to_entity else "Señor(a)",
            addressee=said["entidad"] if is_to_entity else said["nombre"],
            address_lines=() if is_to_entity else tuple(map(legible, address_lines)),
            subject=self._subject(kind, said),
            body=self._text.get_template(f"oficio/{kind}.txt.j2").render(said),
            signer_title=said.get("cargo", ""),
            signer=said.get("firmante", "Coordinación"),
            dependencia=legible(dependencia) or RECEIVING_AREA,
            verification_code=code,
            verification_url=url,
            template_version=self.template_version(kind),
        )

    def mail_parts(self, kind: LetterKind, facts: Mapping[str, str]) -> tuple[str, str, str]:
        """Subject, plain text and HTML of a mail; both bodies from the same paragraphs."""
        said = _legible(facts)
        text = self._text.get_template(f"correo/{kind}.txt.j2").render(said)
        paragraphs = [p.strip() for p in text.split("\n\n") if p.strip()]
        foot = foot_of(kind, self._to_replies)
        html = self._html.get_template("correo/_marco.html.j2").render(
            titulo=self._subject(kind, said),
            radicado=said["radicado"],
            parrafos=paragraphs,
            enlaces=[said[name] for name in OUR_LINKS if name in said],
            pie=foot,
            publico=kind.audience,  # the frames of earlier versions of the catalog ask for it
        )
        return f"{self._subject(kind, said)} · {said['radicado']}", "\n\n".join([*paragraphs, foot]) + "\n", html

    def _subject(self, kind: LetterKind, facts: Mapping[str, str]) -> str:
        return SUBJECTS_BY_CLASS.get((kind, facts.get("clase", "")), self._subjects[kind])

    def _template_version(self, kind: LetterKind) -> str:
        """Twelve hexadecimal digits of the SHA-256 of the files and the foot a letter of this kind is made from."""
        words = *(self._files[name] for name in files_of(kind)), foot_of(kind, self._to_replies)
        return sha256(b"\0".join(x.encode() for x in words)).hexdigest()[:12]


def foot_of(kind: LetterKind, to_replies: str) -> str:
    """What a mail ends with: whether a reply is of use and, to a petitioner, what we never ask for."""
    if kind.audience == Audience.INTERNAL:
        return "Mensaje interno y automático: actúe desde la bandeja, no responda a este correo."
    if kind.audience == Audience.ENTITY:
        return LINE
    said = to_replies if kind.is_answerable else "" if kind.is_official else AUTOMATIC
    return f"{said} {LINE} Nunca le pediremos claves ni pagos por este medio.".strip()


def installed_files(folder: Path) -> dict[str, str]:
    """The text of every file that letters are made from, by its name."""
    return {name: (folder / name).read_text() for kind in LetterKind for name in files_of(kind)}


def environment(files: Mapping[str, str], *, is_html: bool) -> ImmutableSandboxedEnvironment:
    """Where templates are filled in: no more than the facts given and two filters of ours."""
    made = ImmutableSandboxedEnvironment(loader=DictLoader(files), undefined=StrictUndefined, autoescape=is_html)
    made.globals.clear()
    made.filters["fecha"] = lambda day: spanish(date.fromisoformat(day)) if day else ""
    made.filters["enlazado"] = _linked
    return made


def files_of(kind: LetterKind) -> tuple[str, ...]:
    """The files a letter of a kind is made from."""
    official = ("oficio/oficio.typ", f"oficio/{kind}.txt.j2") if kind.is_official else ()
    return "correo/_marco.html.j2", f"correo/{kind}.txt.j2", *official


def _legible(facts: Mapping[str, str]) -> dict[str, str]:
    return {name: legible(fact) for name, fact in facts.items()}


def _linked(paragraph: str, links: list[str]) -> Markup:
    """The paragraph with our own addresses as links; one that a petitioner wrote stays plain text."""
    html = escape(paragraph)
    for link in links:
        html = html.replace(escape(link), Markup('<a href="{0}">{0}</a>').format(link))
    return html
