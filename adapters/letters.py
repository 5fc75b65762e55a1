"""The entity's stationery: Jinja2 templates, one folder for mail and one for oficios, each kind pinned by a hash."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.explanation import spanish
from domain.letters import LetterContent, LetterKind

SUBJECTS = {
    LetterKind.ACUSE: "Recibimos su solicitud",
    LetterKind.RESPUESTA: "Respuesta a su solicitud",
    LetterKind.RESPUESTA_PARCIAL: "Respuesta parcial a su solicitud",
    LetterKind.REQUERIMIENTO: "Necesitamos que complete su solicitud",
    LetterKind.ACLARACION: "Necesitamos que aclare su solicitud",
    LetterKind.COMPLEMENTO_RECIBIDO: "Recibimos lo que faltaba en su solicitud",
    LetterKind.AVISO_PRORROGA: "Nueva fecha para responder su solicitud",
    LetterKind.TRASLADO_ENTIDAD: "Traslado por competencia",
    LetterKind.TRASLADO_CIUDADANO: "Trasladamos su solicitud a la entidad competente",
    LetterKind.DESISTIMIENTO: "Desistimiento tácito y archivo de la solicitud",
    LetterKind.PLAZO_MODIFICADO: "Cambió la fecha de respuesta de su solicitud",
    LetterKind.REPLICA_RECIBIDA: "Recibimos su réplica",
    LetterKind.RECORDATORIO: "Recordatorio de un caso a su cargo",
    LetterKind.ESCALAMIENTO: "Caso que requiere su atención",
    LetterKind.VENCIMIENTO: "Caso vencido sin respuesta",
    LetterKind.ENCUESTA: "¿Cómo le fue con nuestra respuesta?",
    LetterKind.RECORDATORIO_ENCUESTA: "Aún puede calificar nuestra respuesta",
}


class Letters:
    """Fills templates in. A fact a template asks for and nobody gave is an error, never a blank."""

    def __init__(self, templates: Path) -> None:
        self._templates = templates
        loader = FileSystemLoader(templates)
        self._text = Environment(loader=loader, undefined=StrictUndefined, autoescape=False)
        self._html = Environment(loader=loader, undefined=StrictUndefined, autoescape=True)
        for environment in (self._text, self._html):
            environment.filters["fecha"] = lambda day: spanish(date.fromisoformat(day)) if day else ""
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
    ) -> LetterContent:
        """The content of an oficio, with the version of the templates it was made from."""
        code, url = verification
        return LetterContent(
            kind=kind,
            radicado=facts["radicado"],
            outgoing_radicado=facts["radicado_salida"],
            city=city,
            on=on,
            addressee=facts["nombre"],
            address_lines=address_lines,
            subject=SUBJECTS[kind],
            body=self._text.get_template(f"oficio/{kind}.txt.j2").render(facts),
            signer=facts.get("firmante", "Coordinación del Grupo de Atención al Usuario"),
            verification_code=code,
            verification_url=url,
            template_version=self.template_version(kind),
        )

    def mail_parts(self, kind: LetterKind, facts: Mapping[str, str]) -> tuple[str, str, str]:
        """Subject, plain text and HTML of a mail; both bodies from the same paragraphs."""
        text = self._text.get_template(f"correo/{kind}.txt.j2").render(facts).strip() + "\n"
        subject = f"{SUBJECTS[kind]} · {facts['radicado']}"
        paragraphs = [p.strip() for p in text.split("\n\n") if p.strip()]
        page = self._html.get_template("correo/_marco.html.j2")
        return subject, text, page.render(titulo=SUBJECTS[kind], parrafos=paragraphs)

    def _template_version(self, kind: LetterKind) -> str:
        files = [self._templates / "oficio" / name for name in ("oficio.typ", f"{kind}.txt.j2")]
        return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]
