"""How people read the words that the wire writes as codes."""

import re
from collections.abc import Mapping

from domain.labels import LETTERS, MEDIA, STATES, STATUSES
from domain.terms import PqrsdType

PETITIONERS = {
    "natural": "Persona natural",
    "juridica": "Persona jurídica",
    "menor": "Niño, niña o adolescente",
    "anonimo": "Anónimo",
    "identidad_reservada": "Con identidad reservada",
    "autoridad": "Autoridad o entidad pública",
}
PRIORITIES = {
    "menor": "Prioritaria: niño, niña o adolescente",
    "autoridad": "Prioritaria: autoridad",
    "preferente": "Prioritaria: atención especial y preferente",
    "riesgo_vida": "Urgente: peligro para la vida o la integridad",
    "perjuicio_irremediable": "Prioritaria: perjuicio irremediable",
    "periodista": "Preferente: periodista",
    "ninguna": "Ninguna: se atiende en su turno",
}
CHANNELS = {
    "web": "Página web",
    "personalizado": "En persona",
    "contact_center": "Por teléfono",
}
ROLES = {
    "agente": "agente",
    "coordinador": "coordinación",
    "supervisor": "supervisión",
    "auditor": "auditoría",
    "radicador": "sistema de radicación",
}
FIELDS = {
    "texto": "Lo que escribe",
    "argumento": "Con qué no está de acuerdo",
    "nombres": "Nombres y apellidos, o razón social",
    "correo": "Correo electrónico",
    "direccion": "Dirección de correspondencia",
    "numero_documento": "Número de documento",
    "acepta": "Aceptación del aviso",
    "autoriza_sensibles": "Autorización del dato sensible",
    "apoderado_nombres": "Nombres del representante o apoderado",
    "recibido_en": "Fecha y hora en que la dijo",
}
MILESTONES = {
    "traslado": "Trasladar a la entidad competente, a más tardar",
    "requerimiento": "Pedir lo que falte, a más tardar",
    "aviso_prorroga": "Avisar la prórroga, a más tardar",
    "respuesta": "Responder, a más tardar",
    "complemento": "Completa el peticionario, a más tardar",
    "aclaracion": "Aclara el peticionario, a más tardar",
    "desistimiento_desde": "Desistimiento tácito, desde",
    "insistencia": "Insistencia, hasta",
    "envio_tribunal": "Enviar la documentación al tribunal, a más tardar",
    "archivo_desde": "Archivo por falta de aclaración, desde",
    "reposicion": "Recurso de reposición, hasta",
    "silencio_positivo_desde": "Silencio positivo, desde",
}
RECOURSES = {
    "replica": "Réplica a la respuesta",
    "reposicion": "Recurso de reposición",
    "insistencia": "Insistencia ante la negativa por reserva",
    "desconocimiento": "Yo no retiré mi solicitud",
}
QUESTIONS = {
    "puntaje": "Satisfacción",
    "esfuerzo": "Facilidad de obtener la respuesta",
    "recomendacion": "Recomendación",
}
TYPES = {**{str(kind): kind.label for kind in PqrsdType}, "peticion": "Petición", "solicitud": "Solicitud"}

KINDS: Mapping[str, Mapping[str, str]] = {
    "estado": STATES,
    "medio": MEDIA,
    "clase": PETITIONERS,
    "carta": LETTERS,
    "envio": STATUSES,
    "prioridad": PRIORITIES,
    "canal": CHANNELS,
    "papel": ROLES,
    "hito": MILESTONES,
    "recurso": RECOURSES,
    "pregunta": QUESTIONS,
    "tipo": TYPES,
    "": {"motivo_prioridad": "Por qué cambia la prioridad"},
}

ACCENTED = {
    "ampliacion": "ampliación",
    "aclaracion": "aclaración",
    "anonimo": "anónimo",
    "asignacion": "asignación",
    "clasificacion": "clasificación",
    "codigo": "código",
    "condonacion": "condonación",
    "decision": "decisión",
    "administracion": "administración",
    "credito": "crédito",
    "etica": "ética",
    "renovacion": "renovación",
    "tecnologia": "tecnología",
    "descripcion": "descripción",
    "direccion": "dirección",
    "juridica": "jurídica",
    "notificacion": "notificación",
    "numero": "número",
    "periodico": "periódico",
    "peticion": "petición",
    "prorroga": "prórroga",
    "termino-orden": "término de la orden",
    "publico": "público",
    "replica": "réplica",
    "revision": "revisión",
    "suspension": "suspensión",
    "telefono": "teléfono",
    "tacito": "tácito",
    "remision-tribunal": "remisión al tribunal",
    "decision-tribunal": "decisión del tribunal",
    "es_acto": "es un acto administrativo, con recursos",
    "apelacion_ante": "apelación ante",
    "tramite": "trámite",
}


def legible(name: str) -> str:
    """A code in words.

    >>> legible("en_tramite")
    'en trámite'
    """
    return " ".join(ACCENTED.get(word, word) for word in re.split("[_-]", name))


def label(code: str, kind: str = "") -> str:
    """What people call a code; one nobody named reads as it is written, with its accents.

    >>> label("en_notificacion", "estado"), label("asignacion")
    ('Respondida, en entrega', 'Asignación')
    """
    return KINDS[kind].get(code) or legible(code)[:1].upper() + legible(code)[1:]
