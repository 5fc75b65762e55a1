"""The first approved answers, so that the knowledge base is useful on its first day.

They say what to do and where; the letter brings the greeting and the closing. Figures that change go in by hand.
"""

from domain.knowledge import KnowledgeState, KnownAnswer

_AUTHOR, _REVIEWER = "Grupo de Atención al Usuario", "Oficina Asesora Jurídica"

_TEXTS = (
    ("extracto-credito", "Extracto del crédito", ("peticion_interes_particular", "peticion_documentos", "reclamo"),
     (), ("certificaciones", "certificaciones_extracto"),
     "Adjuntamos el extracto de su crédito con corte al {{fecha}}. En él encontrará el saldo de "
     "capital, los intereses causados, los pagos aplicados y el valor de la próxima cuota.\n\n"
     "También puede descargarlo en cualquier momento en nuestra página web, en la sección de consulta de su crédito, "
     "con su número de documento y su clave. Si encuentra una diferencia con sus comprobantes, envíenos copia de ellos "
     "y revisaremos pago por pago."),
    ("paz-y-salvo", "Expedición de paz y salvo", ("peticion_interes_particular", "peticion_documentos"),
     (), ("certificaciones", "certificaciones_paz"),
     "Revisamos el estado de su obligación y encontramos que el saldo es cero. Por eso adjuntamos el paz y salvo, que "
     "certifica que usted no tiene obligaciones pendientes con ICETEX por ese crédito.\n\n"
     "La garantía (pagaré y carta de instrucciones) queda cancelada. Si la necesita, puede pedir su devolución por "
     "este mismo medio."),
    ("certificado-renta", "Certificado para la declaración de renta", ("peticion_documentos",),
     (), ("certificaciones",),
     "Adjuntamos el certificado de intereses pagados y saldo de la deuda para su declaración de renta del año "
     "gravable que indicó.\n\nEl certificado también está disponible en nuestra página web, en la sección de consulta "
     "de su crédito, durante todo el año."),
    ("giro-en-curso", "Estado del giro a la institución educativa", ("reclamo", "peticion_interes_particular", "queja"),
     ("credito_pregrado", "credito_posgrado"), ("desembolso", "desembolso_demora", "desembolso_demora_universidad"),
     "Verificamos el giro de su crédito ({{producto}}). El pago a la institución educativa se hace después de que ella "
     "registra su renovación y confirma el valor de la matrícula.\n\nEstado del giro: [describa aquí la fecha de la "
     "orden, el valor y el estado].\n\nSi la institución le exige el pago, muéstrele esta comunicación: hace constar "
     "que el giro está en trámite y que la demora no es responsabilidad suya."),
    ("cambio-cuenta", "Cambio de la cuenta para el giro de sostenimiento", ("peticion_interes_particular", "reclamo"),
     ("sostenimiento", "credito_exterior"), ("desembolso", "desembolso_cuenta", "desembolso_cuenta_exterior"),
     "Para cambiar la cuenta en la que recibe su sostenimiento necesitamos una certificación bancaria a su nombre, "
     "expedida hace no más de treinta días, con el tipo y el número de la cuenta.\n\nEl cambio se aplica desde el "
     "siguiente giro. Los giros que ya se ordenaron se pagan en la cuenta anterior; si esa cuenta está cerrada, el "
     "dinero vuelve a ICETEX y lo giraremos de nuevo a la cuenta que usted registre."),
    ("renovacion", "Renovación del crédito", ("peticion_interes_particular", "consulta", "peticion_informacion"),
     (), ("renovacion", "renovacion_tramite"),
     "Para renovar su crédito haga lo siguiente:\n\n- Actualice sus datos en la página web dentro del calendario "
     "publicado para el periodo.\n- Entregue en su institución educativa el recibo de matrícula y las notas del "
     "periodo anterior.\n- Verifique en la página que la institución haya registrado la renovación.\n\nEl giro se "
     "ordena cuando los tres pasos están completos."),
    ("aplazamiento", "Aplazamiento de un periodo", ("peticion_interes_particular", "consulta"),
     (), ("renovacion", "renovacion_aplazamiento"),
     "Usted puede pedir que su crédito se suspenda temporalmente cuando aplace sus estudios. Adjunte la constancia de "
     "la institución educativa y una explicación breve del motivo.\n\nDurante la suspensión no se hacen giros, y los "
     "intereses siguen las condiciones de su reglamento de crédito. Al volver, renueve como en cualquier periodo."),
    ("acuerdo-pago", "Alternativas para ponerse al día", ("peticion_interes_particular", "reclamo", "consulta"),
     (), ("cartera", "cartera_acuerdo"),
     "Entendemos su situación. Para ponerse al día tiene estas alternativas: ampliar el plazo para bajar la cuota, "
     "pactar un acuerdo de pago por el valor en mora, o pedir un periodo de alivio si perdió su ingreso.\n\n"
     "Cada una exige estudiar su caso. Responda a esta comunicación diciendo cuál prefiere y adjunte los soportes de "
     "sus ingresos; le propondremos una cuota por escrito antes de que usted acepte."),
    ("liquidacion", "Explicación de la liquidación de intereses", ("reclamo", "consulta", "peticion_informacion"),
     (), ("cartera", "cartera_liquidacion"),
     "Revisamos la liquidación de su crédito. La cuota se compone de capital, intereses corrientes y, si hubo atraso, "
     "intereses de mora; los pagos se aplican primero a la mora, luego a los intereses y por último al capital.\n\n"
     "Adjuntamos la tabla con cada cuota, la tasa que rigió y los pagos recibidos. [Si se encontró un error, "
     "descríbalo aquí con el ajuste y su fecha]."),
    ("pago-aplicado", "Aplicación de un pago", ("reclamo", "queja"),
     (), ("pagos", "pagos_aplicacion"),
     "Con el comprobante que usted envió ubicamos el pago y lo aplicamos a su crédito con la fecha en que lo hizo, de "
     "modo que no se generan intereses de mora por ese periodo.\n\nEl nuevo saldo aparece en el extracto adjunto. Si "
     "el pago causó un reporte a las centrales de riesgo, pedimos su corrección."),
    ("saldo-a-favor", "Devolución de un saldo a favor", ("peticion_interes_particular", "reclamo"),
     (), ("pagos", "pagos_devolucion"),
     "Confirmamos que su crédito tiene un saldo a su favor. Para devolverlo necesitamos una certificación bancaria a "
     "su nombre, expedida hace no más de treinta días, y copia de su documento de identidad.\n\nCuando los recibamos, "
     "la devolución se ordena y le avisamos la fecha del pago."),
    ("condonacion-grado", "Condonación por grado", ("peticion_interes_particular", "reclamo", "consulta"),
     ("subsidios", "credito_pregrado"), ("condonacion", "condonacion_grado"),
     "Para estudiar la condonación por grado necesitamos copia del acta de grado o del diploma, y que usted cumpla las "
     "condiciones del programa con el que se le otorgó el crédito.\n\nResultado de la verificación: [indique si cumple "
     "cada condición, con la norma del reglamento]. Contra una negativa puede presentar sus argumentos y nuevos "
     "soportes por este mismo medio."),
    ("centrales-riesgo", "Reporte a centrales de riesgo",
     ("reclamo", "habeas_data_financiero_reclamo", "peticion_interes_particular"),
     (), ("centrales", "centrales_injustificado", "centrales_levantamiento"),
     "Revisamos el reporte de su obligación ante las centrales de riesgo. [Indique la fecha de la mora, la de la "
     "comunicación previa y la del pago].\n\nUn reporte negativo exige que se le haya avisado con veinte días "
     "calendario de anticipación (Ley 1266 de 2008, art. 12), y su permanencia depende del tiempo de mora (art. 13, "
     "modificado por la Ley 2157 de 2021). Si no se cumplió, pedimos su eliminación inmediata."),
    ("excusas-atencion", "Queja por mala atención", ("queja",),
     (), ("atencion", "atencion_trato", "atencion_demora"),
     "Lamentamos lo ocurrido y le ofrecemos excusas. Escuchamos su relato, revisamos el registro de la atención y lo "
     "tratamos con la persona y con el equipo que le atendió.\n\nMedidas que se tomaron: [describa la medida y su "
     "fecha]. Su mensaje nos ayuda a que no se repita."),
    ("acceso-plataforma", "Recuperación del acceso a la plataforma", ("peticion_interes_particular", "queja"),
     (), ("tecnologia", "tecnologia_acceso"),
     "Restablecimos el acceso a su cuenta. Entre a la página, elija «Olvidé mi clave» y siga el enlace que llegará al "
     "correo que tenemos registrado.\n\nSi ya no usa ese correo, responda a esta comunicación con copia de su "
     "documento de identidad e indíquenos el correo nuevo."),
)  # fmt: skip

SEED = tuple(
    KnownAnswer(
        code=code,
        title=title,
        body=body,
        author=_AUTHOR,
        state=KnowledgeState.APPROVED,
        types=types,
        products=products,
        motives=motives,
        approved_by=_REVIEWER,
    )
    for code, title, types, products, motives, body in _TEXTS
)
