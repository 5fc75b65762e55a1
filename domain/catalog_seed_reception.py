"""The first channels, types, products and motives: those of the process of ICETEX.

The codes of the Superintendencia Financiera are those of its complaint interface (Circular Externa 023 de 2021);
which of them an own code takes is a proposal to confirm with the entity.
"""

from domain.reception import Channel, Channels, Motive, Motives, OfferedType, OfferedTypes, Product, Products
from domain.terms import PqrsdType

_CHANNELS = (
    ("personalizado", "Personalizado", 14, 4),
    ("virtual", "Virtual", 13, 1),
    ("web", "Formulario web", 13, 1),
    ("correo", "Correo electrónico", 13, 3),
    ("asistente_virtual", "Asistente virtual", 6, 1),
    ("contact_center", "Contact center", 5, 5),
    ("linea_agil_exterior", "Línea ágil exterior", 5, 5),
    ("verbal", "Verbal", 14, 4),
    ("escrita", "Escrita", 14, 4),
    ("redes_sociales", "Redes sociales", 13, 7),
    ("whatsapp", "WhatsApp", 13, 7),
    ("grandes_clientes", "Grandes clientes", 13, 3),
    ("sfc", "Superintendencia Financiera de Colombia", 13, 99),
    ("dcf", "Defensor del Consumidor Financiero", 13, 99),
)

CHANNELS = Channels(
    items=tuple(Channel(code=code, name=name, sfc_channel=c, sfc_point=p) for code, name, c, p in _CHANNELS)
)

_PUBLIC = (
    PqrsdType.PETICION_INTERES_PARTICULAR,
    PqrsdType.PETICION_INTERES_GENERAL,
    PqrsdType.PETICION_INFORMACION,
    PqrsdType.PETICION_DOCUMENTOS,
    PqrsdType.CONSULTA,
    PqrsdType.QUEJA,
    PqrsdType.RECLAMO,
    PqrsdType.SUGERENCIA,
    PqrsdType.DENUNCIA,
    PqrsdType.FELICITACION,
    PqrsdType.HABEAS_DATA_CONSULTA,
    PqrsdType.HABEAS_DATA_RECLAMO,
    PqrsdType.HABEAS_DATA_FINANCIERO_CONSULTA,
    PqrsdType.HABEAS_DATA_FINANCIERO_RECLAMO,
)

TYPES = OfferedTypes(items=tuple(OfferedType(type=x, label=x.label, is_public=x in _PUBLIC) for x in PqrsdType))

_PRODUCTS = (
    ("credito_pregrado", "Crédito de pregrado", 216),
    ("credito_posgrado", "Crédito de posgrado en el país", 216),
    ("credito_exterior", "Crédito para estudios en el exterior", 216),
    ("sostenimiento", "Crédito de sostenimiento", 216),
    ("beneficios_idiomas", "Crédito de idiomas, pasantías e intercambios", 216),
    ("fondos_administracion", "Fondos en administración", 405),
    ("alianzas", "Alianzas estratégicas", 405),
    ("becas_internacionales", "Becas internacionales", 298),
    ("subsidios", "Subsidios y condonaciones", 298),
    ("otros", "Otros", 298),
)

PRODUCTS = Products(items=tuple(Product(code=code, name=name, sfc_product=n) for code, name, n in _PRODUCTS))

_MACROS = (
    ("otorgamiento", "Otorgamiento del crédito", 923, "VCC"),
    ("renovacion", "Renovación y actualización", 956, "VCC"),
    ("desembolso", "Desembolso y giros", 939, "VOT"),
    ("cartera", "Cartera y normalización", 202, "VCC"),
    ("pagos", "Pagos y saldos", 942, "VFI"),
    ("garantias", "Garantías y deudor solidario", 951, "VCC"),
    ("condonacion", "Condonaciones y subsidios", 930, "VFA"),
    ("certificaciones", "Certificaciones, extractos y paz y salvo", 950, "VOT"),
    ("centrales", "Reporte a centrales de riesgo", 931, "VCC"),
    ("datos_personales", "Tratamiento de datos personales", 933, "OAJ"),
    ("atencion", "Atención y trato", 946, "GAU"),
    ("tecnologia", "Plataformas y canales digitales", 926, "DTI"),
    ("internacional", "Becas y cooperación internacional", 902, "ORI"),
    ("institucional", "Información institucional y otras autoridades", 902, "OAJ"),
    ("judicial", "Actuaciones judiciales y recursos", 929, "OAJ"),
    ("etica", "Ética y posibles irregularidades", 908, "OCD"),
)

_GENERAL = (
    ("otorgamiento_estudio", "Estudio y aprobación", "otorgamiento", None),
    ("otorgamiento_legalizacion", "Legalización", "otorgamiento", None),
    ("renovacion_tramite", "Trámite de renovación", "renovacion", None),
    ("renovacion_aplazamiento", "Aplazamiento o suspensión temporal", "renovacion", None),
    ("desembolso_demora", "Demora en el giro", "desembolso", None),
    ("desembolso_cuenta", "Cuenta de destino", "desembolso", None),
    ("cartera_acuerdo", "Acuerdos de pago y alivios", "cartera", 204),
    ("cartera_liquidacion", "Liquidación e intereses", "cartera", 210),
    ("cartera_cobranza", "Gestión de cobranza", "cartera", 213),
    ("pagos_aplicacion", "Aplicación del pago", "pagos", 943),
    ("pagos_devolucion", "Devolución de saldos", "pagos", 921),
    ("garantias_deudor", "Cambio de deudor solidario", "garantias", None),
    ("condonacion_grado", "Condonación por grado", "condonacion", None),
    ("condonacion_fondo", "Condonación de un fondo", "condonacion", None),
    ("certificaciones_extracto", "Extractos", "certificaciones", 948),
    ("certificaciones_paz", "Paz y salvo", "certificaciones", 920),
    ("centrales_injustificado", "Reporte injustificado", "centrales", None),
    ("centrales_levantamiento", "No levantamiento del reporte", "centrales", 932),
    ("atencion_trato", "Mal trato", "atencion", 906),
    ("atencion_demora", "Demora en la respuesta", "atencion", 928),
    ("tecnologia_acceso", "Acceso a la plataforma", "tecnologia", None),
)

_SPECIFIC = (
    ("desembolso_cuenta_exterior", "Cuenta en el exterior", "desembolso_cuenta", None),
    ("desembolso_demora_universidad", "Giro a la institución educativa", "desembolso_demora", None),
    ("desembolso_demora_sostenimiento", "Giro de sostenimiento", "desembolso_demora", None),
    ("cartera_liquidacion_cuota", "Aumento de la cuota", "cartera_liquidacion", None),
    ("cartera_liquidacion_tasa", "Tasa de interés", "cartera_liquidacion", 209),
    ("cartera_acuerdo_gracia", "Periodo de gracia", "cartera_acuerdo", None),
    ("pagos_aplicacion_doble", "Pago cobrado dos veces", "pagos_aplicacion", None),
    ("atencion_trato_asesor", "Mal trato de un asesor del outsourcing", "atencion_trato", 907),
)

MOTIVES = Motives(
    items=(
        *(Motive(code=code, name=name, sfc_motive=sfc, dependencia=area) for code, name, sfc, area in _MACROS),
        *(Motive(code=code, name=name, parent=up, sfc_motive=sfc) for code, name, up, sfc in _GENERAL + _SPECIFIC),
    )
)
