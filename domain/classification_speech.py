"""The rules for those who complain, propose, accuse or thank."""

from domain.classification_rules import Rule
from domain.terms import PqrsdType as T

# fmt: off
SPEECH_ACTS: tuple[Rule, ...] = (
    Rule(T.RECLAMO, 3.5, "dice que algo debido no llegó o no se hizo",
         "NO ARRIVE & !CONCEPT | NO me+ha ARRIVE | YET NO ARRIVE | ARRIVE incompleto"),
    Rule(T.RECLAMO, 3.0, "dice que nadie le responde ni le soluciona",
         "NO REPLY | NO dan REPLY | NO me REPLY | evasivas"),
    Rule(T.RECLAMO, 3.0, "discute un cobro",
         "COLLECT WRONG | DEBT WRONG | me cobr- & ANGER | cobr- de+mas | cobr- ya+pag- | siguen cobr- | YET cobr- "
         "| YET COLLECT | me+volvieron cobr- | DEBT & ANGER"),
    Rule(T.RECLAMO, 3.0, "atribuye una falla o un error a la entidad",
         "FAULT ENTITY | culpa ENTITY | por error | por+su+error | error+de ENTITY | error SYSTEM | ENTITY incumpl- "
         "| no+es+culpa | no+es+mia | no+es+mi+culpa | falla no+es"),
    Rule(T.RECLAMO, 2.5, "expresa inconformidad o exige",
         "ANGER"),
    Rule(T.RECLAMO, 2.0, "exige que se corrija o se resuelva",
         "exijo FIX | FIX & ANGER | FIX ENTITY | FIX ya | solucion- | arregl- | pido+que+corrij- | respondan por"),
    Rule(T.RECLAMO, 2.0, "dice que un sistema o canal falla",
         "SYSTEM DOWN | DOWN SYSTEM | NO SYSTEM deja | no+me+deja | no+deja | no+abre | no+sirve | no+funciona"),
    Rule(T.RECLAMO, 2.0, "insiste desde hace tiempo sin resultado",
         "LONG CONTACT & NO | LONG NO | CONTACT LONG | veces & NO | LONG & ANGER"),
    Rule(T.RECLAMO, 2.0, "dice que ya pagó o cumplió",
         "PAY & HAVE_PROOF & NO | PAY & HAVE_PROOF & YET | estoy+al+dia & NO | estando+al+dia | pago cumplid-"),
    Rule(T.RECLAMO, 2.0, "se queja del servicio",
         "servicio BAD | BAD servicio | pesimo | siempre+lo+mismo | uno+nunca"),
    Rule(T.RECLAMO, 2.0, "dice que reclama",
         "reclam- | reclamacion"),
    Rule(T.RECLAMO, 1.0, "niega que algo se haya hecho",
         "NO"),
    Rule(T.QUEJA, 5.0, "describe maltrato de una persona que atiende",
         "STAFF RUDE | RUDE STAFF | STAFF & RUDE MODAL | MODAL RUDE | RUDE & STAFF"),
    Rule(T.QUEJA, 3.0, "se duele del trato recibido",
         "STAFF BAD MODAL | BAD MODAL | MODAL BAD & STAFF | STAFF trat- | trat- BAD | trat- como | me+trato "
         "| nos+trato | BAD atencion STAFF | BAD atencion & STAFF"),
    Rule(T.QUEJA, 2.5, "relata una conducta impropia de quien atiende",
         "STAFF & RUDE_ACT | STAFF RUDE_ACT VOICE | RUDE_ACT VOICE & STAFF | ni+me+miro | no+me+miro "
         "| NO quiso STAFF | STAFF NO quiso"),
    Rule(T.QUEJA, 2.5, "pide correctivos contra una persona",
         "SANCTION & STAFF & RUDE | SANCTION & STAFF & MODAL | sancion- STAFF | SANCTION persona | conducta STAFF "
         "| STAFF conducta"),
    Rule(T.QUEJA, 2.0, "dice que se queja",
         "queja | me+quejo | quejarme | quejas"),
    Rule(T.QUEJA, 1.5, "califica la conducta de un servidor",
         "RUDE MODAL | verguenza+de STAFF"),
    Rule(T.SUGERENCIA, 4.0, "propone o sugiere",
         "PROPOSE & !tasa+de+interes"),
    Rule(T.SUGERENCIA, 3.5, "dice qué sería bueno o qué debería hacerse",
         "WOULD NICE | seria+NICE | WOULD IMPROVE | deberian | debieran | WOULD mas | ojala IMPROVE "
         "| ojala consider- | podrian consider- | ojala puedan"),
    Rule(T.SUGERENCIA, 3.0, "pregunta por qué no se hace una mejora",
         "porque+no+IMPROVE | por+que+no IMPROVE | porque+no ponen | por+que+no ponen | por+que+no hacen "
         "| como+sugerencia"),
    Rule(T.SUGERENCIA, 1.5, "busca mejorar el servicio",
         "para+mejorar | IMPROVE servicio | en+cuenta | mi+opinion | humilde+opinion | digo+yo"),
    Rule(T.DENUNCIA, 5.0, "relata hechos de corrupción",
         "CORRUPT & !desvi-+correo"),
    Rule(T.DENUNCIA, 4.0, "alguien pide o recibe dinero por un trámite",
         "INSIDER TAKE MONEY | TAKE MONEY INSIDER | TAKE MONEY & INSIDER & !cobr-+mora | TAKE MONEY por+agiliz- "
         "| MONEY por+agiliz- | pide MONEY | venta+de+bases | vend- cupo | vend- base"),
    Rule(T.DENUNCIA, 3.5, "relata documentos, páginas o hechos falsos",
         "FAKE DOC | DOC FAKE | FAKE SYSTEM | SYSTEM FAKE | FAKE & UNIVERSITY | FAKE credito | FAKE titulos "
         "| estaf- & !RUDE | fraude | FAKE & link"),
    Rule(T.DENUNCIA, 3.0, "dice que denuncia",
         "DENOUNCE & CORRUPT | denunci- | DENOUNCE & FAKE | DENOUNCE & TAKE MONEY | poner+en+conocimiento & INSIDER"),
    Rule(T.DENUNCIA, 2.0, "reserva su identidad",
         "clase:anonimo | clase:identidad_reservada"),
    Rule(T.FELICITACION, 4.5, "felicita o agradece",
         "felicit- & !RUDE & !BAD | THANK STAFF & PRAISE | aplauso | reconocimiento equipo | nota+de+agradecimiento "
         "| gratitud | infinitas+gracias | mil+gracias por | bendig- & PRAISE | dios+los+bendiga"),
    Rule(T.FELICITACION, 3.0, "agradece lo recibido",
         "gracias+por & !ASK & !? & !por+favor | agradec- por & !NO & !FAVOR ISSUE | eternamente | quiero agradecer "
         "| gracias+a+la gestion"),
    Rule(T.FELICITACION, 3.0, "elogia la atención",
         "STAFF PRAISE & !RUDE & !BAD | PRAISE STAFF & !RUDE & !BAD | PRAISE PRESENCE & !NO & !BAD "
         "| PRESENCE PRAISE & !NO & !BAD | super PRAISE | PRAISE & THANK & !NO"),
    Rule(T.FELICITACION, 2.0, "está satisfecho y no pide nada",
         "PRAISE & !NO & !ASK & !? & !ANGER | ENTITY maximo | se+lucieron | que+bonito"),
    Rule(T.RECLAMO, 2.5, "discute una negativa o que le falte algo que entregó",
         "me rechaz- & !ACT | me negaron & !ACT | no+explican | sin+razon | sin+explicacion | sin+justificacion "
         "| faltaba & si | que+si+adjunte | que+si+entregue"),
    Rule(T.SUGERENCIA, 3.5, "pregunta por qué no se prueba algo",
         "y+si IMPROVE & ? | que+tal+si | por+que+no+hacen | nos+quedaria | quedaria+mas"),
    Rule(T.SUGERENCIA, -4.0, "propone un pago, no una mejora",
         "propuesta+de+pago | ofrezco PAY"),
    Rule(T.DENUNCIA, 4.0, "cuenta que se pide algo a cambio de un favor",
         "si+le+pasan | si+le+dan MONEY | por+debajo+de | a+cambio+de & MONEY | a+cambio+de & INSIDER "
         "| FAKE & consign- | FAKE & ENTITY & pid-"),
    Rule(T.FELICITACION, 3.0, "dice que lo atendieron bien",
         "que+bien & !NO & !ASK | bien atend- & !NO & !BAD | atend- bien & !NO & !BAD "
         "| muy PRAISE & STAFF & !NO & !ASK & !RUDE"),
)
# fmt: on
