"""The rules for the laws of personal data: Ley 1581 de 2012 and, of what is reported of debtors, Ley 1266 de 2008."""

from domain.classification_rules import Rule
from domain.terms import PqrsdType as T

# fmt: off
DATA_LAW: tuple[Rule, ...] = (
    Rule(T.HABEAS_DATA_FINANCIERO_TRASLADO_OPERADOR, 9.0, "un operador de información traslada un reclamo a la fuente",
         "OPERATOR & clase:juridica & SOURCE | OPERATOR & clase:juridica & traslado "
         "| OPERATOR & clase:juridica & HOLDER & reclamo- | este+operador & traslado"),
    Rule(T.HABEAS_DATA_FINANCIERO_RECLAMO, 5.0, "trata de un reporte en centrales de riesgo",
         "REPORTED BUREAU & !clase:juridica | BUREAU & REPORTED & !clase:juridica | BUREAU & ERASE & !clase:juridica "
         "| 1266 | dato+negativo | REPORTED & ERASE & BUREAU | bases+de+datos+de+riesgo | caducidad+del+dato"),
    Rule(T.HABEAS_DATA_FINANCIERO_RECLAMO, 3.0, "pide retirar, corregir o actualizar el reporte",
         "ERASE REPORTED | ERASE BUREAU | UPDATE BUREAU | BUREAU UPDATE | UPDATE & BUREAU | ERASE & BUREAU "
         "| NO aviso | comunicacion+previa | sin comunicacion | me+reportaron & error | ya PAY & BUREAU "
         "| reclam- & BUREAU | suplant- & BUREAU"),
    Rule(T.HABEAS_DATA_FINANCIERO_CONSULTA, 4.5, "trata de un reporte en centrales de riesgo",
         "BUREAU & REPORTED | REPORTED & 1266 | BUREAU & consult- | informacion+crediticia"),
    Rule(T.HABEAS_DATA_FINANCIERO_CONSULTA, 3.0, "sólo quiere saber qué está reportado",
         "BUREAU & WISH KNOW & !ERASE | BUREAU & ASK KNOW & !ERASE | BUREAU & ? & !ERASE | BUREAU & MAY KNOW "
         "| BUREAU & consult- & !ERASE | REPORTED ? & BUREAU"),
    Rule(T.HABEAS_DATA_RECLAMO, 4.5, "trata de sus datos personales",
         "PERSONAL DATA & !BUREAU & ERASE | DATA PERSONAL & !BUREAU & ERASE | mis+datos & ERASE & !BUREAU "
         "| DATABASE & ERASE & !BUREAU | ERASE mi+numero | ERASE DATA publicidad | habeas+data & !BUREAU "
         "| 1581 & !CONCEPT | CONSENT DATA & NO & !BUREAU | proteccion+de+datos & !BUREAU"),
    Rule(T.HABEAS_DATA_RECLAMO, 3.5, "pide suprimir, corregir o dejar de usar datos, o denuncia su divulgación",
         "ERASE DATA & !BUREAU | ERASE mis DATA & !BUREAU | UPDATE PERSONAL | UPDATE mis DATA | LEAK DATA "
         "| LEAK mis+datos | LEAK PERSONAL | LEAK mi DATA | NO CONSENT | NO autoriz- | supresion | revoc- autoriz- "
         "| ERASE & DATABASE & !BUREAU"),
    Rule(T.HABEAS_DATA_RECLAMO, -5.0, "pide un concepto sobre datos personales",
         "ASK CONCEPT | es+procedente | emit- CONCEPT"),
    Rule(T.HABEAS_DATA_CONSULTA, 4.0, "trata de sus datos personales",
         "PERSONAL DATA & !BUREAU & !ERASE | DATA PERSONAL & !BUREAU & !ERASE | mis+datos & KNOW & !BUREAU "
         "| habeas+data & !BUREAU | 1581 & !CONCEPT | proteccion+de+datos & !BUREAU"),
    Rule(T.HABEAS_DATA_CONSULTA, 3.5, "quiere conocer qué datos suyos se tienen",
         "KNOW DATA & STORE | STORE DATA & KNOW | DATA STORE & KNOW | acces- PERSONAL | WISH KNOW & PERSONAL "
         "| donde STORE DATA | copia & PERSONAL | consulta & HOLDER & !BUREAU"),
)
# fmt: on
