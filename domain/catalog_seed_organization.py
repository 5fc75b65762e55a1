"""The first dependencias and the mailboxes of who answers for them; people and absences are published by the entity."""

from domain.organization import Dependencia, Official, Organization

_MAILBOXES = (
    ("control.interno", "Oficina de Control Interno", None),
    ("correspondencia", "Ventanilla de correspondencia externa", None),
    ("jefatura.ocm", "Jefatura de la Oficina Comercial y de Mercadeo", "coordinacion.gau"),
    ("coordinacion.gau", "Coordinación del Grupo de Atención al Usuario", "suplencia.gau"),
    ("suplencia.gau", "Suplencia de la coordinación del Grupo de Atención al Usuario", None),
    ("respuesta", "Equipo de respuesta", None),
    ("coordinacion.outsourcing", "Coordinación del outsourcing de atención", "coordinacion.gau"),
    ("primer.nivel", "Equipo de primer nivel", None),
    ("archivo", "Grupo de Gestión Documental y Archivo", None),
)

_AREAS = (
    ("VCC", "Vicepresidencia de Crédito y Cobranza"),
    ("VFA", "Vicepresidencia de Fondos en Administración"),
    ("VFI", "Vicepresidencia Financiera"),
    ("VOT", "Vicepresidencia de Operaciones y Tecnología"),
    ("DTI", "Dirección de Tecnología"),
    ("ORI", "Oficina de Relaciones Internacionales"),
    ("OAJ", "Oficina Asesora Jurídica"),
    ("OCD", "Oficina de Control Disciplinario Interno"),
    ("OCM", "Oficina Comercial y de Mercadeo"),
)
"""The mission and support areas: third level."""

_AGENTS = tuple(f"agente-{n:02d}" for n in range(1, 13))
_SEEDED_USERS = ("dev-agente", "dev-coordinador", "dev-supervisor")
"""The users of the embedded stack."""


def _mailbox(code: str, name: str, substitute: str | None = None) -> Official:
    return Official(code=code, name=name, mail=f"{code}@icetex.example", substitute=substitute)


def _of_area(code: str, name: str) -> tuple[Official, ...]:
    low = code.lower()
    return (
        _mailbox(f"jefatura.{low}", f"Jefatura de {name}", f"enlace.{low}"),
        _mailbox(f"enlace.{low}", f"Enlace de PQRSD de {name}", f"equipo.{low}"),
        _mailbox(f"equipo.{low}", f"Equipo de {name}"),
    )


def _area(code: str, name: str) -> Dependencia:
    low = code.lower()
    return Dependencia(code=code, name=name, level=3, head=f"jefatura.{low}", coordinator=f"enlace.{low}",
                       mailbox=f"equipo.{low}", members=(f"enlace.{low}", f"equipo.{low}"))  # fmt: skip


ORGANIZATION = Organization(
    officials=(
        *(_mailbox(*row) for row in _MAILBOXES),
        *(_mailbox(code, f"Agente {code[-2:]}", "respuesta") for code in _AGENTS),
        *(_mailbox(code, f"Usuario de prueba ({code.removeprefix('dev-')})", "respuesta") for code in _SEEDED_USERS),
        *(official for area in _AREAS if area[0] != "OCM" for official in _of_area(*area)),
        *_of_area(*_AREAS[-1])[1:],
    ),
    dependencias=(
        Dependencia(code="OAU", name="Outsourcing de Atención al Usuario", level=1, head="coordinacion.gau",
                    coordinator="coordinacion.outsourcing", mailbox="primer.nivel",
                    members=("primer.nivel", *_AGENTS, *_SEEDED_USERS)),
        Dependencia(code="GAU", name="Grupo de Atención al Usuario", level=2, head="jefatura.ocm",
                    coordinator="coordinacion.gau", mailbox="respuesta",
                    members=("respuesta", "coordinacion.gau", "suplencia.gau", *_AGENTS, *_SEEDED_USERS)),
        *(_area(*area) for area in _AREAS),
    ),
    default="GAU",
    internal_control="control.interno",
    external_desk="correspondencia",
    archive_desk="archivo",
    legal_desk="OAJ",
)  # fmt: skip
