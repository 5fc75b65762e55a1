"""One example of each body the API takes, by the name of its schema; what a schema says itself is not here."""

from collections.abc import Mapping
from typing import Any

from domain.catalog_seeds import SEEDS
from domain.catalogs import CatalogKind
from schemas.catalogs import SCHEMAS

Example = dict[str, Any]

_PDF = {"nombre": "certificado.pdf", "tipo_mime": "application/pdf", "contenido_base64": "JVBERi0xLjcK"}
_TEMPLATES: Example = {
    "plantillas": [
        {"carta": "acuse", "asunto": "Recibimos su solicitud", "huella": "a1b2c3d4e5f6", "archivos": ["acuse.txt"]}
    ],
    "archivos": [{"codigo": "acuse.txt", "texto": "Recibimos su solicitud {{ radicado }}.\n"}],
}

OF_OFFICIALS: Mapping[str, Example] = {
    "Clasificacion": {"tipo": "queja", "producto": "credito_pregrado", "motivo": "atencion", "dependencia": "OAU"},
    "Asignacion": {"dependencia": "OAU", "responsable": "agente-07"},
    "Escalamiento": {"nivel": 2, "dependencia": "GAU", "motivo": "Requiere estudio jurídico."},
    "Requerimiento": {"falta": "Falta el certificado de matrícula del segundo semestre."},
    "Prorroga": {"nueva_fecha": "2027-01-15", "motivo": "Falta el concepto de la universidad."},
    "TerminoOrden": {"vence_el": "2027-01-15", "norma": "Oficio 118 de 2026 de la Procuraduría"},
    "Traslado": {"entidad": "Ministerio de Educación Nacional", "motivo": "Convalida títulos del exterior.",
                 "correo": "correspondencia@entidad.example"},
    "Borrador": {"texto": "Se accede a lo pedido: adjuntamos el extracto corregido.", "clase": "fondo"},
    "Revision": {"decision": "devolver", "comentario": "Falta citar la norma.", "version": 1},
    "Respuesta": {"texto": "Se accede a lo pedido.", "sentido": "favorable", "firmante": "Carolina Mejía",
                  "cargo": "Jefe de la Oficina"},
    "Rechazo": {"texto": "La historia crediticia de un tercero está reservada.", "norma": "Ley 1266 de 2008, art. 5",
                "firmante": "Carolina Mejía"},
    "RemisionTribunal": {"tribunal": "Tribunal Administrativo de Cundinamarca", "oficio": "2026-S-000009"},
    "DecisionTribunal": {"sentido": "favorable", "providencia": "Auto 12 de 2026", "cumplir_hasta": "2027-01-15"},
    "Entrega": {"evidencia": "entregado", "carta": "2026-S-000123"},
    "Aviso": {},
    "Suspension": {"desde": "2026-12-28", "hasta": "2026-12-30", "acto": "Resolución 912 de 2026",
                   "norma": "Resolución 912 de 2026, art. 1"},
    "Nota": {"texto": "La universidad confirmó por teléfono que enviará el certificado."},
    "Identidad": {"motivo": "Denuncia que debe ponerse en conocimiento de la Fiscalía."},
}  # fmt: skip

OF_PETITIONERS: Mapping[str, Example] = {
    "Complemento": {"texto": "Adjunto el certificado que me pidieron.", "anexos": [_PDF]},
    "Aclaracion": {"texto": "Hablo del crédito del segundo semestre de 2025."},
    "AmpliacionComplemento": {"recibido_en": "2026-11-20T09:30:00-05:00"},
    "Desistimiento": {"clase": "expreso", "texto": "Ya no necesito la respuesta: retiro mi solicitud."},
    "Encuesta": {"token": "q7Yb2mVx9KtR", "puntaje": 5, "esfuerzo": 2, "comentario": "Me atendieron a tiempo."},
    "Replica": {"argumento": "La respuesta no dice nada del seguro.", "clase": "replica"},
    "Mensaje": {"texto": "¿Ya llegó el certificado de la universidad?"},
}

OF_THE_OFFICE: Mapping[str, Example] = {
    "AprobacionDeRespuesta": {"version": 2},
    "CalendarIn": {"version": "2026-12-01", "vigente_desde": "2026-11-01", "norma": "Resolución 950 de 2026",
                   "cierres": {"2026-12-31": "Cierre por fin de año"}},
    "Causa": {"causa": "422", "desde": "2026-11-01", "hasta": "2026-11-03"},
    "ConclusionIn": {"resultado": "excusas_ofrecidas", "conclusion": "La espera fue nuestra: se le llamó."},
    "Desfijacion": {"fecha": "2026-11-24"},
    "Eliminacion": {"acto": "Acta 3 de 2036", "aprobado_por": "Comité de Archivo", "hasta": "2036-12-31",
                    "seleccion": "Se conserva el 5 % de cada mes, al azar"},
    "Fijacion": {"lugar": "Cartelera de la sede principal", "fecha": "2026-11-17"},
    "GrupoIn": {"radicados": ["2026-E-000123", "2026-E-000124"], "motivo": "Piden lo mismo del mismo convenio."},
    "Guia": {"operador": "Servicios Postales Nacionales", "guia": "RA123456789CO", "fecha": "2026-11-24"},
    "Prueba": {"evidencia": "entregado", "recibe": "Portería"},
    "PublicacionDeGrupo": {"medio": "periodico", "fecha": "2026-11-24",
                           "referencia": "Diario El Ejemplo, edición nacional, página 4"},
    "RespuestaDeGrupo": {"sentido": "favorable", "firmante": "Carolina Mejía", "cargo": "Jefe de la Oficina"},
    "Retencion": {"clase": "retener", "motivo": "Lo pidió la Contraloría en una auditoría."},
    "RevisionDeGrupo": {"decision": "aprobar", "version": 1},
    "SuspensionIn": {"desde": "2026-12-28", "hasta": "2026-12-30", "acto": "RES-2026-0912",
                     "norma": "Resolución 912 de 2026, art. 1", "dependencia": "OAU", "tipos": ["queja"]},
    "TextoDeGrupo": {"texto": "Respetado(a) {{nombre}}: el convenio se renovó.", "sobre_version": 0},
}  # fmt: skip


def examples() -> Mapping[str, Example]:
    """Every example; the catalogs', from those a new installation begins with."""
    published = {f"Publication_{schema.__name__}_": _published(kind) for kind, schema in SCHEMAS.items()}
    return {**OF_OFFICIALS, **OF_PETITIONERS, **OF_THE_OFFICE, **published}


def _published(kind: CatalogKind) -> Example:
    content = SCHEMAS[kind].of(SEEDS[kind]) if kind in SEEDS else _TEMPLATES
    return {"version_anterior": 1, "motivo": "Ajuste acordado en el comité de servicio", "contenido": content}
