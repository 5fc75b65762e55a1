"""Who must be attended first by what the text tells: imminent danger, minors, disability and the like.

Ley 1437 de 2011, art. 20 (danger to life, irremediable harm, journalists) and art. 5, num. 6 (special protection).
Raising is safe, so it happens at once and an official may lower it (`handling.classify`); nothing here does.
"""

from collections.abc import Iterable
from enum import StrEnum

from domain.classification_rules import Rule

# fmt: off
PERILS: dict[str, str] = {
    "KILL": "suicid- matarme matar matarse matarnos asesin- quitar+la+vida quitarme+la+vida acabar+con+mi+vida "
            "quitarse+la+vida morirme sicari- pelar+a me+van+a+pelar dispar- balear- balea- atentado apuñal- "
            "envenen- cortarme+las+venas descuartiz- colgarme lanzarme tirarme+de",
    "DESPAIR": "no+quiero+vivir no+quiero+seguir+viviendo ganas+de+vivir no+estar+aqui desaparecer+del+mundo "
               "quiero+morir si+me+muero mejor+muert- dormir+y+no+despertar no+vale+la+pena+vivir acabar+con+todo "
               "hacerme+daño autolesi- terminar+con+mi+vida estaria+mejor+muert- no+mas+vida cabeza+cosas+malas "
               "atentar+contra+mi",
    "DANGER": "peligro peligra riesgo amenaz- temo miedo proteccion ataque combates bombardeo- bombas guerra "
              "confinad- panfleto persig- persecucion extorsion- corre+peligro rondando",
    "LIFE_SAFE": "hoja+de+vida toda+la+vida vida+crediticia vida+academica",
    "LIFE": "vida integridad muerte morir familia+corre matar",
    "THREAT": "amenaza+de+muerte amenazas+de+muerte amenazad- amenazaron bombardeo- panfleto fuego+cruzado combates "
              "grupo+armado hombres+armados me+van+a+matar nos+van+a+matar me+estan+siguiendo me+siguen+en "
              "me+siguen+cuando orden+de+alejamiento",
    "SICK": "urgencias uci hospitaliz- cancer quimioterapia dialisis cirugia trasplante tratamiento+medico "
            "enfermedad+terminal insulina oxigeno",
    "HUNGER": "no+tengo+que+comer con+que+comer aguantando+hambre hambre sin+comida no+almuerzo sin+comer "
              "darle+de+comer dar+de+comer mercado+ni alimentar+a leche+de+los leche+del",
    "EVICT": "desaloj- lanzamiento sacar+de+la+pieza saca+con+las+cosas me+echan+de me+sacan+del+apartamento "
             "en+la+calle a+la+calle cortaron+la+luz cortaron+el+agua dormir+en+la",
    "LIVELIHOOD": "minimo+vital unico+ingreso unico+sustento ese+sustento subsistencia subsistir todo+el+salario "
                  "todo+mi+sueldo completo+el+sueldo toda+la+quincena toda+la+nomina todo+el+sueldo "
                  "perjuicio+irremediable medicamentos medicinas remedios",
    "SEIZED": "embarg- retuv- reten- descont- descuent- congel-",
    "CHILD": "menor+de+edad menores+de+edad niño adolescente bienestar+familiar acudiente",
    "PREGNANT": "embaraz- gestant- gestacion esperando+bebe esperando+un+bebe estado+de+gravidez preñad- parto "
                "maternidad encinta barriga lactante",
    "DISABLED": "discapacid- discapacitad- silla+de+ruedas sordo sorda sordos ciego ciega ciegos invident- "
                "parapleji- parapleg- cuadrapleji- tetrapleji- autis- sindrome+de+down perdida+de+capacidad+laboral "
                "invalidez inval- amput- baja+vision hipoacus- lengua+de+señas sordomud- movilidad+reducida muletas "
                "esquizofren- esclerosis paralis- minusvalid- protesis no+puede+caminar no+puedo+caminar",
    "ELDER": "adulto+mayor adulta+mayor tercera+edad anciano anciana ancianit- abuelit- viejit-",
    "PRESS": "periodist- reporter- periodistic- reportaje noticiero redactor- cierre+de+edicion "
             "unidad+investigativa comunicador+social medio+de+comunicacion sala+de+redaccion emisora "
             "articulo+de+prensa cronista corresponsal+de+prensa rueda+de+prensa para+una+nota periodico",
    "NOT_SELF": "podrian sugier- propon- ventanilla+exclusiva fila+para felicit- agradec-",
}
PRIORITIES: tuple[Rule, ...] = (
    Rule("riesgo_vida", 9.0, "habla de un peligro para la vida o la integridad",
         "KILL & !salvaron | DESPAIR | THREAT | DANGER LIFE & !LIFE_SAFE | LIFE DANGER & !LIFE_SAFE"),
    Rule("perjuicio_irremediable", 8.0, "está en juego el mínimo vital o un perjuicio irremediable",
         "HUNGER | EVICT | LIVELIHOOD & SEIZED | minimo+vital | perjuicio+irremediable"),
    Rule("menor", 7.0, "lo presenta o afecta a un menor de edad",
         "clase:menor | edad:menor | CHILD & !NOT_SELF & !la+niña"),
    Rule("embarazo", 6.0, "habla de una persona de especial protección",
         "PREGNANT & !NOT_SELF"),
    Rule("discapacidad", 5.0, "habla de una persona de especial protección",
         "DISABLED & !NOT_SELF"),
    Rule("adulto_mayor", 4.0, "habla de una persona de especial protección",
         "edad:mayor | ELDER & !NOT_SELF"),
    Rule("periodista", 3.0, "lo pide un periodista en su oficio",
         "PRESS"),
    Rule("autoridad", 2.0, "la presenta una autoridad",
         "clase:autoridad"),
)
# fmt: on

SENSITIVE = frozenset({"discapacidad", "embarazo", "adulto_mayor"})
"""Reasons that tell of a person's health or condition (Ley 1581 de 2012, art. 5): a case says only that one exists."""


class GivenPriority(StrEnum):
    """What an official may say of the priority of a case; never the condition of a person it comes from."""

    NONE = "ninguna"
    PREFERENTIAL = "preferente"
    AUTHORITY = "autoridad"
    PRESS = "periodista"
    MINOR = "menor"
    HARM = "perjuicio_irremediable"
    LIFE = "riesgo_vida"


UNRANKED = 5
"""Where a special condition of the petitioner stands that these rules do not name."""


def most_urgent(codes: Iterable[str | None]) -> str | None:
    """The priority that goes first among those a case may have.

    >>> most_urgent(["adulto_mayor", None, "riesgo_vida"])
    'riesgo_vida'
    """
    ranks = {rule.target: rule.weight for rule in PRIORITIES}
    return max((code for code in codes if code), key=lambda code: ranks.get(code, UNRANKED), default=None)


FIRST, PREFERENTIAL, ORDINARY = 0, 1, 2
"""The three groups of an inbox: a life in danger, every other reason to attend first, and the rest."""


def group_of(code: str | None) -> int:
    """The group of an inbox that a case goes in, by its priority (Ley 1437 de 2011, art. 20).

    >>> group_of("riesgo_vida"), group_of("menor"), group_of(None)
    (0, 1, 2)
    """
    if code is None:
        return ORDINARY
    return FIRST if code == GivenPriority.LIFE else PREFERENTIAL


def discreet(code: str | None) -> str | None:
    """The priority as a case keeps it, without the condition it comes from.

    >>> discreet("embarazo"), discreet("riesgo_vida")
    ('preferente', 'riesgo_vida')
    """
    return "preferente" if code in SENSITIVE else code
