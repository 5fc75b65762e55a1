"""The rules for the motive (what it is about) and the product (which service), as tables too."""

from domain.classification_rules import Rule

# fmt: off
MOTIVES: tuple[Rule, ...] = (
    Rule("desembolso", 3.0, "habla de giros o desembolsos",
         "desembols- | giro | gira | giran | girado | giraron | giren | girar | sostenimiento | manutencion"),
    Rule("desembolso", 2.0, "un giro no llega o se pregunta por él",
         "DISBURSE & !GUARANTEE | NO DISBURSE | cuando ARRIVE UNIVERSITY | UNIVERSITY & consign-"),
    Rule("desembolso", 1.5, "la institución educativa espera el dinero",
         "UNIVERSITY NO ARRIVE | UNIVERSITY & NO ARRIVE & !RENEW"),
    Rule("pagos", 2.5, "habla de un pago y de dónde se hizo",
         "PAY PAY_PLACE | PAY_PLACE PAY | PAY NO ARRIVE | NO ARRIVE PAY | PAY_PLACE & PAY & !DOC"),
    Rule("pagos", 3.0, "un pago no se aplicó, se repitió o dejó saldo",
         "pag- NO aplic- | NO aplic- pag- | OVERPAID | abon- NO | donde pag- | imput- | aplic- pag- "
         "| codigo+de+barras"),
    Rule("pagos", 1.0, "menciona pagos",
         "PAY"),
    Rule("cartera", 2.0, "habla de la deuda, sus cuotas o intereses",
         "DEBT"),
    Rule("cartera", 2.0, "habla de cobro, embargo o alivios",
         "COLLECT | SEIZE | RESTRUCTURE & DEBT"),
    Rule("cartera", 2.5, "discute o quiere cambiar la obligación",
         "DEBT WRONG | embarg- | desembarg- | reestructur- | refinanc- | acuerdo+de+pago | alivio- "
         "| INSURANCE & DEBT | seguro+de+vida | INSURANCE & invalidez | tasa+de+interes | reliquid- "
         "| cuotas & CHANGE | COLLECT STAFF | casa+de+cobranza"),
    Rule("condonacion", 5.0, "habla de condonación",
         "FORGIVE & !INSURANCE | servicio+social | perdida+de+la+calidad"),
    Rule("condonacion", 3.0, "cumplió o pregunta por la contraprestación que condona",
         "SERVICE & fondo | SERVICE & DEBT | SERVICE & CREDIT | FORGIVE | fondo & constituyente"),
    Rule("condonacion", 1.0, "los recursos suelen ser contra la negativa de condonar",
         "tipo:recurso_reposicion & !INSTITUTION | tipo:revocatoria_directa & !INSTITUTION"),
    Rule("garantias", 3.5, "habla del codeudor o de las garantías",
         "GUARANTEE"),
    Rule("garantias", 1.5, "quiere cambiar o discute la garantía",
         "GUARANTEE & COLLECT | CHANGE GUARANTEE | GUARANTEE & CHANGE"),
    Rule("renovacion", 4.0, "habla de renovar o aplazar",
         "RENEW"),
    Rule("renovacion", 3.0, "quiere suspender o retomar el crédito con sus estudios",
         "PAUSE UNIVERSITY | PAUSE & semestre | CHANGE UNIVERSITY & fondo"),
    Rule("otorgamiento", 2.5, "habla de solicitar u obtener un crédito",
         "APPLY & CREDIT | APPLY & UNIVERSITY | CREDIT HOW | HOW CREDIT | REQUISITE & CREDIT | sacar CREDIT "
         "| acced- CREDIT"),
    Rule("otorgamiento", 2.5, "se informa de un crédito nuevo",
         "informacion & CREDIT | interesad- CREDIT | aplic- codeudor | sin codeudor | credito+aprobado "
         "| ser beneficiari-"),
    Rule("otorgamiento", 2.0, "habla de una convocatoria o de requisitos",
         "convocatoria- | estudio+de+credito | requisit- | inscrib- | no+aprobado | simulador | legaliz- "
         "| APPLY & !DISBURSE & !clase:autoridad"),
    Rule("certificaciones", 5.0, "pide certificados, extractos o paz y salvo",
         "CERTIFICATE & tipo:peticion_documentos"),
    Rule("certificaciones", 1.5, "nombra certificados, extractos o paz y salvo",
         "CERTIFICATE"),
    Rule("internacional", 4.5, "habla de becas internacionales o idiomas",
         "SCHOLARSHIP & !CREDIT | SCHOLARSHIP ABROAD | LANGUAGE & ABROAD | LANGUAGE descuent- | descuent- LANGUAGE "
         "| LANGUAGE & instituto | descuent- & instituto"),
    Rule("internacional", 2.5, "habla del exterior o de idiomas",
         "ABROAD | relaciones+internacionales | credito+para+el+exterior & informacion"),
    Rule("tecnologia", 3.5, "habla de la página, el acceso o los datos de contacto",
         "SYSTEM DOWN | DOWN SYSTEM | ACCESS & DIGITAL | CHANGE CONTACT_DATA | CONTACT_DATA nuevo | firm- & SYSTEM "
         "| NO manda codigo"),
    Rule("tecnologia", 2.0, "menciona una plataforma",
         "DIGITAL"),
    Rule("tecnologia", 2.0, "propone o pide cambios en una plataforma",
         "DIGITAL & tipo:sugerencia | DIGITAL & tipo:peticion_interes_general"),
    Rule("atencion", 4.0, "habla de cómo lo atendieron",
         "tipo:queja | tipo:felicitacion"),
    Rule("atencion", 2.0, "habla de quien lo atendió",
         "STAFF & PRESENCE & !clase:autoridad | FRONT & PRESENCE | PRAISE & STAFF"),
    Rule("atencion", 2.0, "habla de respuestas o canales",
         "NO REPLY | sin+respuesta | derecho+de+peticion NO | fila | turno | respuesta incompleta "
         "| respuesta+de+fondo"),
    Rule("atencion", 1.0, "menciona un canal o una persona que atiende",
         "SERVICE_DESK"),
    Rule("institucional", 3.0, "habla de la entidad: contratos, cifras, sedes o políticas",
         "INSTITUTION"),
    Rule("institucional", 2.0, "pide o comenta información institucional",
         "STATISTICS & INSTITUTION | informacion+publica | derecho+de+acceso"),
    Rule("institucional", 3.0, "pregunta por sedes y horarios",
         "horario | direccion sede | direccion punto | direccion oficina"),
    Rule("centrales", 6.0, "habla de centrales de riesgo",
         "BUREAU & REPORTED | BUREAU & ERASE | BUREAU UPDATE | BUREAU & mora | 1266"),
    Rule("datos_personales", 5.0, "habla de datos personales",
         "PERSONAL DATA | DATA PERSONAL | habeas+data & !BUREAU | 1581 | mis+datos & ERASE | mis+datos & STORE "
         "| proteccion+de+datos"),
    Rule("etica", 5.0, "relata hechos contra la ética pública",
         "CORRUPT | denunci- & !clase:autoridad | disciplinari- | indagacion"),
    Rule("judicial", 7.0, "viene de un proceso judicial",
         "COURT & ACTION | TUTELA ACTION | TUTELA & COURT | prueba+de+oficio | proceso+ejecutivo"),
    Rule("judicial", 20.0, "es o anuncia una tutela",
         "tipo:tutela"),
    Rule("etica", 20.0, "es una denuncia",
         "tipo:denuncia"),
    Rule("centrales", 20.0, "trata de lo reportado a centrales de riesgo",
         "tipo:habeas_data_financiero_reclamo | tipo:habeas_data_financiero_consulta "
         "| tipo:habeas_data_financiero_traslado_operador"),
    Rule("datos_personales", 20.0, "trata de datos personales",
         "tipo:habeas_data_reclamo | tipo:habeas_data_consulta"),
    Rule("desembolso", 2.5, "el dinero no llega a la universidad",
         "MONEY UNIVERSITY & NO | UNIVERSITY & MONEY & NO ARRIVE | plata semestre"),
    Rule("tecnologia", 3.5, "no puede entrar a su cuenta",
         "NO puedo ACCESS | ACCESS DOWN | usuario bloquead- | recuper- clave | recuper- contraseña | tratando entrar"),
    Rule("otorgamiento", 3.0, "pide o le negaron un crédito",
         "neg- CREDIT | rechaz- CREDIT | pedir CREDIT | dos+creditos | icfes | sisben & CREDIT | puntaje & CREDIT "
         "| salio resultado | resultado+del+comite | radic- solicitud"),
    Rule("cartera", 5.0, "se queja de quien cobra",
         "tipo:queja & COLLECT"),
    Rule("tecnologia", 4.5, "habla bien de una plataforma y no de una persona",
         "DIGITAL & tipo:felicitacion & !STAFF"),
    Rule("renovacion", 3.5, "quiere seguir con el crédito en otra parte",
         "cambi- UNIVERSITY | pasar UNIVERSITY | otra+universidad | cambi- programa | cambi- carrera "
         "| traslad- UNIVERSITY"),
    Rule("institucional", 3.0, "pide presencia de la entidad",
         "tipo:peticion_interes_general & sede | tipo:peticion_interes_general & jornada- "
         "| tipo:peticion_interes_general & oficina"),
    Rule("certificaciones", 3.0, "pide otra vez un recibo o una factura",
         "recibo & tipo:peticion_documentos | factura & tipo:peticion_documentos"),
    Rule("institucional", 3.5, "la presenta una autoridad",
         "clase:autoridad"),
)

PRODUCTS: tuple[Rule, ...] = (
    Rule("credito_exterior", 5.0, "crédito para estudiar en el exterior",
         "CREDIT ABROAD | credito+exterior | ABROAD & DISBURSE | canal:linea_agil_exterior "
         "| POSTGRAD & ABROAD & !SCHOLARSHIP"),
    Rule("becas_internacionales", 4.0, "becas internacionales",
         "SCHOLARSHIP & ABROAD | SCHOLARSHIP & LANGUAGE | becari- | relaciones+internacionales"),
    Rule("beneficios_idiomas", 4.0, "beneficios en idiomas",
         "LANGUAGE descuent- | descuent- LANGUAGE | curso+de+ingles | LANGUAGE & instituto | descuent- & instituto"),
    Rule("credito_posgrado", 3.5, "crédito de posgrado en el país",
         "POSTGRAD & !ABROAD"),
    Rule("fondos_administracion", 4.5, "un fondo en administración",
         "fondo & !fondo+de+garantias & !respuesta+de+fondo & !de+fondo | constituyente | credito+condonable "
         "| fondos & !fondos+propios"),
    Rule("credito_pregrado", 3.0, "crédito de pregrado",
         "UNDERGRAD & !ABROAD & DISBURSE | pregrado | carrera & CREDIT | semestre & RENEW | ingenieria & CREDIT"),
)
# fmt: on
