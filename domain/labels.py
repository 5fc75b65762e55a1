"""How people read the codes of a case and of its letters, on the pages and in the Temporal UI."""

STATES = {
    "radicada": "Radicada",
    "en_clasificacion": "En clasificación",
    "en_tramite": "En trámite",
    "en_revision": "En revisión",
    "suspendida": "Suspendida: espera al peticionario",
    "trasladada": "Trasladada a otra entidad",
    "respondida": "Respondida",
    "en_notificacion": "Respondida, en entrega",
    "notificada": "Respondida y entregada",
    "desistida": "Desistida",
    "cerrada": "Cerrada",
}

MEDIA = {
    "correo": "Correo electrónico",
    "direccion": "Dirección postal",
    "presencial": "Punto de atención",
    "aviso": "Publicación por aviso",
}

LETTERS = {
    "acuse": "Acuse de recibo",
    "respuesta": "Respuesta de fondo",
    "respuesta_acto": "Decisión (acto administrativo)",
    "respuesta_parcial": "Respuesta parcial",
    "respuesta_tramite": "Avance en el trámite",
    "requerimiento": "Pedido de completar la solicitud",
    "aclaracion": "Pedido de aclarar la solicitud",
    "complemento_recibido": "Recibo de lo que faltaba",
    "plazo_ampliado": "Más plazo para completar",
    "aclaracion_recibida": "Recibo de la aclaración",
    "aviso_prorroga": "Aviso de prórroga",
    "traslado_entidad": "Traslado a la entidad competente",
    "traslado_ciudadano": "Aviso de traslado",
    "desistimiento": "Desistimiento y archivo",
    "desistimiento_expreso": "Confirmación del retiro",
    "rechazo_reserva": "Respuesta sobre información reservada",
    "remision_tribunal": "Envío de la insistencia al tribunal",
    "plazo_modificado": "Cambio de la fecha de respuesta",
    "replica_recibida": "Recibo de la réplica",
    "recordatorio": "Recordatorio",
    "escalamiento": "Escalamiento",
    "vencimiento": "Vencimiento",
    "encuesta": "Invitación a calificar",
    "recordatorio_encuesta": "Recordatorio para calificar",
}

STATUSES = {
    "claimed": "En preparación",
    "issued": "Lista para enviar",
    "sending": "Enviándose",
    "enviada": "Enviada",
    "rechazada": "Rechazada por el servidor de correo",
    "rebotada": "Devuelta por el servidor de correo",
    "devuelta": "Devuelta",
    "impresa": "Impresa para entregar",
    "publicada": "Publicada",
    "sin_destino": "Sin dirección a la cual enviarla",
}
