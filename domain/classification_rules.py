"""The rules that propose the type of a petition, as tables: what each says to an official and what it looks for.

Weights add up. 5 and more: the sender or a formula of law settles it. 3 and 4: characteristic of the type. 1 and 2: a
hint. A negative weight is evidence against. Words in capitals are ideas of the thesaurus; `phrases.py` has the syntax.
This table is of those who ask: for themselves, for all, for information, for documents, for an opinion.
"""

from dataclasses import dataclass

from domain.terms import PqrsdType as T


@dataclass(frozen=True)
class Rule:
    """Evidence for a target: the sentence an official reads and the phrase that is looked for."""

    target: str
    weight: float
    says: str
    phrase: str


# fmt: off
REQUESTS: tuple[Rule, ...] = (
    Rule(T.PETICION_INTERES_PARTICULAR, 1.5, "pide algo para sí",
         "ASK | WISH | FAVOR"),
    Rule(T.PETICION_INTERES_PARTICULAR, 2.5, "pide que se cambie, suspenda, devuelva o modifique algo de su situación",
         "ASK CHANGE | WISH CHANGE | FAVOR CHANGE | MAY CHANGE | que+me CHANGE | que+se CHANGE | les+pido"),
    Rule(T.PETICION_INTERES_PARTICULAR, 2.0, "pide que se le autorice, reconozca o estudie algo",
         "ASK GRANT | WISH GRANT | que+me GRANT | que+se+me GRANT | FAVOR GRANT | me+permit-"),
    Rule(T.PETICION_INTERES_PARTICULAR, 1.5, "pide un alivio o una salida",
         "RELIEF & ASK | RELIEF & WISH | den salida | den oportunidad | acuerdo+de+pago ASK"),
    Rule(T.PETICION_INTERES_PARTICULAR, 1.5, "cuenta una dificultad personal y no un incumplimiento",
         "HARDSHIP & !ANGER"),
    Rule(T.PETICION_INTERES_PARTICULAR, 1.0, "invoca el derecho de petición",
         "derecho+de+peticion | articulo+23 | interes+particular"),
    Rule(T.PETICION_INTERES_PARTICULAR, -2.5, "propone u opina, no pide para sí",
         "PROPOSE | WOULD NICE | seria+NICE | deberian | CONCEPT & ?"),
    Rule(T.PETICION_INTERES_GENERAL, 6.0, "invoca el interés general",
         "interes+general | interes+colectivo | beneficio COLLECTIVE | beneficio ALL | concierne COLLECTIVE"),
    Rule(T.PETICION_INTERES_GENERAL, 3.5, "habla en nombre de una comunidad o de un grupo",
         "REPRESENT COLLECTIVE | nombre COLLECTIVE | representacion COLLECTIVE | COLLECTIVE que+presid- "
         "| COLLECTIVE WE_ASK"),
    Rule(T.PETICION_INTERES_GENERAL, 3.0, "pide algo para todos",
         "ALL COLLECTIVE & ASK | ALL COLLECTIVE & WE_ASK | a+todos & WE_ASK"),
    Rule(T.PETICION_INTERES_GENERAL, 2.0, "firma un grupo de personas",
         "abajo+firmantes | los+firmantes | los+suscritos | somos grupo | pliego | WE_ASK & COLLECTIVE"),
    Rule(T.PETICION_INTERES_GENERAL, 1.0, "pide una medida de alcance general",
         "mesa+de+trabajo | concertacion | convocatoria+especial | region | socialic- | divulg-"),
    Rule(T.PETICION_INFORMACION, 3.0, "quiere saber o que le expliquen algo",
         "WISH KNOW | ASK KNOW | FAVOR KNOW | MAY KNOW | para preguntar | informacion sobre | informacion de "
         "| una pregunta | me KNOW"),
    Rule(T.PETICION_INFORMACION, 3.0, "pregunta qué, cuál, cuánto, cuándo, cómo o dónde",
         "HOW & ? & !ANGER"),
    Rule(T.PETICION_INFORMACION, 1.5, "pregunta por fechas o por el estado de un trámite",
         "cuando ARRIVE | cuanto WHEN | hasta+cuando | hasta+que+WHEN | que+WHEN | en+que va | en+que estado "
         "| a+que+hora- | que+dia"),
    Rule(T.PETICION_INFORMACION, 2.5, "pregunta por requisitos o pasos",
         "HOW REQUISITE | REQUISITE HOW | que+hay+que | requisitos | que pasos | que papeles | toca tener | si+toca"),
    Rule(T.PETICION_INFORMACION, 4.0, "pide cifras o información pública",
         "informacion+publica | 1712 | ASK STATISTICS | STATISTICS & INSTITUTION & FAVOR | derecho+de+acceso "
         "| se+informe STATISTICS | informar valor | informe cuant- | FAVOR STATISTICS"),
    Rule(T.PETICION_INFORMACION, 2.5, "pide información",
         "WISH informacion | ASK informacion | recib- informacion | informacion sobre | informacion acerca "
         "| dar informacion | averiguar"),
    Rule(T.PETICION_INFORMACION, -3.0, "pide una opinión, no un dato",
         "es LAWFUL & ? | CONCEPT & ? | duda NORM | absuelv- | ASK CONCEPT"),
    Rule(T.PETICION_INFORMACION, 1.0, "hace preguntas y no reclama",
         "? & !ANGER & !NO"),
    Rule(T.PETICION_DOCUMENTOS, 4.0, "pide copias, certificados o documentos",
         "ASK DOC | WISH DOC | FAVOR DOC | SEND DOC | ISSUE DOC | MAY DOC | DOC SEND | DOC ISSUE | alleg- DOC "
         "| GET DOC"),
    Rule(T.PETICION_DOCUMENTOS, 2.0, "nombra un certificado, un extracto o una copia",
         "COPY & ASK | COPY & WISH | COPY & FAVOR | CERTIFICATE & SEND | CERTIFICATE & ISSUE"),
    Rule(T.PETICION_DOCUMENTOS, 1.0, "nombra un documento",
         "CERTIFICATE | copia+autentica | copia+de"),
    Rule(T.PETICION_DOCUMENTOS, -5.0, "aporta documentos, no los pide",
         "GIVE_IN DOC & !ASK COPY & !WISH COPY & !FAVOR COPY & !SEND COPY & !ISSUE COPY"),
    Rule(T.PETICION_DOCUMENTOS, -4.0, "propone, no pide un documento",
         "WOULD NICE | seria+NICE | PROPOSE"),
    Rule(T.PETICION_DOCUMENTOS, -6.0, "deja constancia de algo, no la pide",
         "dej- constancia"),
    Rule(T.CONSULTA, 5.0, "pide un concepto o la posición de la entidad",
         "ASK CONCEPT | WISH CONCEPT | pido+su CONCEPT | su CONCEPT | den CONCEPT | CONCEPT juridic- "
         "| CONCEPT oficial | emit- CONCEPT | FAVOR CONCEPT"),
    Rule(T.CONSULTA, 3.0, "pregunta por el alcance de una norma",
         "absuelv- duda | absolver | CONCEPT NORM | NORM CONCEPT | LAWFUL NORM & ? | NORM LAWFUL & ? | que dice NORM "
         "| que NORM & ? | duda NORM | como entender-"),
    Rule(T.CONSULTA, 2.5, "eleva una consulta",
         "CONSULT LAWFUL | CONSULT NORM | CONSULT & CONCEPT | siguiente+consulta | elevo CONSULT "
         "| CONSULT tributaria"),
    Rule(T.CONSULTA, 2.0, "pregunta si algo es legal o procedente",
         "es LAWFUL & ? | es+legal | es+procedente | esta+facultada | es+compatible | quiere+decir"),
    Rule(T.CONSULTA, 1.0, "dice que consulta",
         "CONSULT"),
    Rule(T.PETICION_INFORMACION, 2.5, "pregunta cómo hacer algo",
         "HOW+I_DO | que+es+lo+que I_DO | HOW I_DO & ? | como+es | como+funciona | quien+puede | quienes+pueden "
         "| que+pasa+si & !ANGER | en+que+va"),
    Rule(T.PETICION_DOCUMENTOS, 3.0, "pide que le vuelvan a dar un papel",
         "DOC & MAY SEND | recibo SEND | recibo & MAY SEND | se+me+perdio & DOC | perdi & DOC | extravi- & DOC "
         "| factura & SEND"),
    Rule(T.PETICION_INTERES_PARTICULAR, 4.0, "ofrece una forma de pagar",
         "propuesta+de+pago | ofrezco PAY | formula+de+pago"),
)
# fmt: on
