"""The rules for what a special regime governs by who writes, through whom, or the remedy invoked."""

from domain.classification_rules import Rule
from domain.terms import PqrsdType as T

# fmt: off
SENDERS: tuple[Rule, ...] = (
    Rule(T.TUTELA, 9.0, "notifica o invoca una acción de tutela en curso",
         "COURT & TUTELA | COURT & ACTION amparo | TUTELA ACTION | ACTION TUTELA | amparo+constitucional "
         "| juez+constitucional | TUTELA que+interpuse | cumpl- TUTELA | desacato | despacho & avoc-"),
    Rule(T.TUTELA, 3.0, "menciona una tutela",
         "TUTELA"),
    Rule(T.TUTELA, -7.0, "sólo anuncia que pondría una tutela",
         "interpondre TUTELA | pondre TUTELA | presentare TUTELA & !auto | voy+a TUTELA & !juez | si+no TUTELA "
         "| caso+contrario TUTELA | acudire TUTELA"),
    Rule(T.CONGRESO_CUESTIONARIO_CITACION, 9.0, "cita a debate o envía un cuestionario del Congreso",
         "SUMMON & CONGRESS | SUMMON & debate | SUMMON & proposicion | cuestionario & funcionario+citado "
         "| SUMMON & CHAMBER"),
    Rule(T.CONGRESO_DOCUMENTOS, 8.0, "una cámara o comisión del Congreso pide documentos",
         "CHAMBER & DOC | CHAMBER & SEND | comision & camara | CHAMBER & estados+financieros "
         "| mesa+directiva & CONGRESS"),
    Rule(T.CONGRESO_DOCUMENTOS, -5.0, "pide un informe, no documentos",
         "CONGRESS & informe & !DOC | senador- KNOW | congresista-"),
    Rule(T.CONGRESISTA_INFORME, 8.0, "un congresista pide un informe",
         "CONGRESS & KNOW | CONGRESS & informe | congresista- | control+politico & !SUMMON | senador- | ley+5"),
    Rule(T.CONGRESISTA_INFORME, -4.0, "escribe una cámara o comisión, no un congresista",
         "mesa+directiva | plenaria | secretaria+general+del | comision+legal | comision+primera | comision+segunda "
         "| comision+tercera | comision+cuarta | comision+quinta"),
    Rule(T.DEFENSORIA_INFORMACION, 9.0, "escribe la Defensoría del Pueblo",
         "OMBUDSMAN & !DCF"),
    Rule(T.ENTE_CONTROL, 7.5, "escribe un ente de control o supervisión",
         "CONTROL_BODY & clase:autoridad & !TUTELA"),
    Rule(T.ENTE_CONTROL, 7.0, "oficia un juez por un asunto que no es tutela",
         "COURT & clase:autoridad & !TUTELA & !amparo"),
    Rule(T.ENTE_CONTROL, 2.0, "actúa dentro de una investigación, auditoría o supervisión",
         "indagacion | noticia+criminal | expediente+disciplinario | auditor- & clase:autoridad "
         "| facultades+de+supervision | prueba+de+oficio"),
    Rule(T.PETICION_ENTRE_AUTORIDADES, 5.5, "la presenta una autoridad",
         "clase:autoridad"),
    Rule(T.PETICION_ENTRE_AUTORIDADES, 1.5, "una autoridad pide apoyo o una actuación",
         "clase:autoridad & AUTHORITY GRANT | clase:autoridad & COMPETENCE | clase:autoridad & apoyo "
         "| clase:autoridad & autoric- | clase:autoridad & acompañ- | clase:autoridad & invit- "
         "| clase:autoridad & adelant-"),
    Rule(T.PETICION_ENTRE_AUTORIDADES_INFORMACION, 5.0, "la presenta una autoridad",
         "clase:autoridad"),
    Rule(T.PETICION_ENTRE_AUTORIDADES_INFORMACION, 2.5, "una autoridad pide información o documentos",
         "ASK KNOW & clase:autoridad & !COMPETENCE | ASK COPY & clase:autoridad "
         "| SEND DOC & clase:autoridad & !COMPETENCE | ASK STATISTICS & clase:autoridad "
         "| certific- & clase:autoridad | base+de+datos & clase:autoridad | articulo+30 & clase:autoridad "
         "| ASK DOC & clase:autoridad & !COMPETENCE & !convenio"),
    Rule(T.DCF_TRASLADO, 8.0, "el Defensor del Consumidor Financiero da traslado o requiere",
         "canal:dcf | DCF & traslado | DCF & clase:juridica | este+defensor | defensor & queja+admitida "
         "| queja+trasladada | queja+admitida"),
    Rule(T.DCF_QUEJA_RECIBIDA_EN_ENTIDAD, 7.0,
         "se dirige al Defensor del Consumidor Financiero por conducto de la entidad",
         "DCF & !canal:dcf & !clase:juridica"),
    Rule(T.QUEJA_CONSUMIDOR_FINANCIERO, 7.0, "llega por la Superintendencia Financiera",
         "canal:sfc & !REPLICA | queja SFC & !clase:autoridad & !REPLICA | smartsupervision & !REPLICA"),
    Rule(T.QUEJA_CONSUMIDOR_FINANCIERO, 5.5, "invoca el régimen del consumidor financiero",
         "CONSUMER & !DCF & !clase:autoridad | 1328 & !DCF | clausulas+abusivas"),
    Rule(T.SFC_REPLICA, 8.5, "presenta réplica a una queja cerrada",
         "REPLICA & SFC | REPLICA & canal:sfc | REPLICA queja | REPLICA respuesta | canal:sfc & cierre & inconform-"),
    Rule(T.RECURSO_REPOSICION, 8.0, "interpone un recurso contra un acto",
         "APPEAL & ACT | recurso+de+reposicion | interpongo recurso | interpon- recurso | recurso & apelacion "
         "| sustent- recurso | impugn- ACT"),
    Rule(T.REVOCATORIA_DIRECTA, 8.5, "pide la revocatoria directa de un acto",
         "revocatoria+directa | REVOKE DIRECTLY | DIRECTLY & REVOKE ACT | articulo+93 | articulos+93"),
    Rule(T.RECURSO_REPOSICION, -6.0, "pide revocatoria directa, no un recurso",
         "revocatoria+directa | revocar+de+manera+directa | articulos+93 | articulo+93"),
)
# fmt: on
