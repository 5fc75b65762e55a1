"""What petitions are about: the entity's services, documents, senders and the people's circumstances."""

# fmt: off
MATTERS: dict[str, str] = {
    "COURT": "juzgado juez jueza jueces tribunal magistrad- despacho juridiccional",
    "TUTELA": "tutela tutelas desacato accion+constitucional",
    "ACTION": "auto fallo sentencia admisorio admision admite avoc- vincul- notific- accionante accionad- amparo "
              "ampara ordena informe contest- incidente cumpl- desacato defensa acción ordenado",
    "CONGRESS": "congreso congresista- senado senador- senadora representante+a+la+camara representantes camara "
                "parlamentari- utl",
    "CHAMBER": "camara+de+representantes camara senado plenaria mesa+directiva comision+primera comision+segunda "
               "comision+tercera comision+cuarta comision+quinta comision+sexta comision+septima comision+legal "
               "comision+accidental comisiones+economicas comisiones+conjuntas comision+de+etica",
    "SUMMON": "citacion citad- cita+a citado cuestionario proposicion debate mocion",
    "CONTROL_BODY": "procuradur- procurador- contralor- personer- fiscal- superintendenc- superfinanciera fiscalia "
                    "veedor+distrital ministerio+publico auditor auditoria",
    "OMBUDSMAN": "defensoria defensorial defensor+del+pueblo defensora+del+pueblo defensor+regional "
                 "defensora+delegada",
    "DCF": "dcf defensor+del+consumidor defensora+del+consumidor defensoria+del+consumidor",
    "CONSUMER": "consumidor- consumidora",
    "SFC": "sfc superfinanciera superintendencia smartsupervision",
    "REPLICA": "replica replico",
    "AUTHORITY": "alcaldia alcalde gobernacion gobernador- ministerio secretaria departamento+administrativo "
                 "municipio dian dane policia ejercito icbf instituto+colombiano unidad+administrativa "
                 "comision+nacional departamento+nacional registraduria sena migracion cancilleria embajada "
                 "universidad+nacional agencia+nacional prosperidad+social superintendencia concejo asamblea "
                 "inspeccion comisaria contaduria distrito",
    "COMPETENCE": "competencia traslado remite remit- trasladar",
    "APPEAL": "recurso recurr- reposicion apelacion apelo apelamos apelar impugn- reponga reponer",
    "REVOKE": "revocatoria revocar revoque- revoca revocacion",
    "DIRECTLY": "directa directamente directo oficio propia+iniciativa articulo+93 art+93",
    "ACT": "resolucion acto auto decision acto+administrativo",
    "BUREAU": "datacredito cifin transunion experian procredito buro buros central+de+riesgo centrales+de+riesgo "
              "centrales+de centrales central operador+de+informacion",
    "REPORTED": "report- historial+crediticio score puntaje+crediticio vida+crediticia castigada castigado moroso "
                "negativo desfavorable manchad- anotacion negativamente",
    "OPERATOR": "operador operadores experian datacredito transunion cifin",
    "SOURCE": "fuente",
    "HOLDER": "titular titulares",
    "PERSONAL": "personal personales habeas privacidad intimidad confidencial- 1581",
    "DATA": "datos dato informacion registro registros base bases telefono numero correo celular direccion cedula "
            "foto huella",
    "DATABASE": "base+de+datos bases+de+datos lista listado registros",
    "CONSENT": "autoric- autoriz- permiso consent- tratamiento",
    "ERASE": "borr- elimin- supr- supresion quit- sac- retir- baj- exclu- exclusion bloque- desvincul- limpi- "
             "levant- cancel- deje- dejen cesen",
    "UPDATE": "rectific- corrij- correg- correccion actualic- actualiz- actualizacion modific- ajust-",
    "LEAK": "divulg- filtr- public- compart- entregaron entrego revel- difund- dio dieron vend-",
    "STORE": "tienen tengan poseen guard- conserv- repos- figuran figura usan usar uso tratan comparti- finalidad "
             "sacaron reposan",
    "DOC": "certific- constancia- extracto- paz+y+salvo copia copias fotocopia- duplicado- comprobante- recibo+de "
           "desprendible- pazysalvo acta actas grabacion- soporte- carta+de documento- expediente contrato "
           "contratos convenio pagare video videos escritura- titulo+valor historico historial tabla+de "
           "estado+de+cuenta liquidacion papel resolucion manual carta",
    "COPY": "copia copias fotocopia- duplicad- certific- constancia- paz+y+salvo pazysalvo extracto- desprendible-",
    "CERTIFICATE": "certific- constancia- paz+y+salvo pazysalvo extracto- cetil estado+de+cuenta "
                   "tabla+de+amortizacion duplicad- comprobante- historico historial desprendible- papel "
                   "declaracion+de+renta",
    "RENTA": "renta dian tributari- gravable declarar",
    "DISBURSE": "desembols- gir- sostenimiento manutencion giro auxilio- subsidio+de+sostenimiento matricula "
                "consign+a+la transferi- girado girar alimentacion transporte",
    "UNIVERSITY": "universidad- ies instituto colegio uni academic- matricul- matricula semestre carrera estudi- "
                  "javeriana distrital univalle unal uis unicauca uniandes icesi eafit unad uniminuto politecnico "
                  "alma+mater",
    "RENEW": "renov- aplaz- reingres- actualizacion+de+datos semestre+siguiente retomar continuidad "
             "periodo+siguiente reactiv- suspension+temporal",
    "PAUSE": "aplaz- suspend- paus- parar pare retiro retirarme quieto cancelar+semestre",
    "CREDIT": "credito prestamo financiacion financiamiento linea+de+credito",
    "APPLY": "aprob- aprueb- adjudic- otorg- convocatoria- inscrib- inscripcion- postul- aplicar+a legaliz- "
             "requisitos estudio+de+credito admitid- preseleccion- elegib- cupo acceder sacar+el sacar+un aspir- "
             "no+aprobado simulador estudio+del+credito nuevo+credito solicitud+de+credito mi+solicitud",
    "DEBT": "deuda cuota intereses tasa+de+interes saldo mora morosidad moroso obligacion cartera cobro cobran "
            "cobrar cobranza cobrando uvr amortizacion",
    "COLLECT": "cobranza- cobros cobrador- cobro cobran cobrand- prejuridic- cobro+juridico honorarios coactivo "
               "cobraron volvieron+a+cobrar cobrar",
    "SEIZE": "embarg- desembarg- retuv- retencion+de retenid- descont- congelaron congelad+mi",
    "RESTRUCTURE": "reestructur- refinanc- acuerdo+de+pago alivio- normaliz- ampliacion+del+plazo ampli- rebaja "
                   "rebajen bajen reliquid- diferir amnist- congel- paus- suspend-",
    "INSURANCE": "seguro poliza aseguradora fallec- muerte murio invalidez defuncion siniestro",
    "PAY": "pag- pagu- abon- consign- cancel- deposit- transferencia pse recibo recibos cuota",
    "PAY_PLACE": "pse banco bancos bancolombia davivienda corresponsal- efecty baloto nequi daviplata cajero "
                 "tarjeta codigo+de+barras comprobante- recibo recibos tirilla convenio+de+recaudo consignacion- "
                 "voucher debit- transferencia debito",
    "OVERPAID": "saldo+a+favor doble+pago pag-+dos+veces consign-+dos+veces de+mas excedente sobrante "
                "devolucion+de+saldo devolucion+del+saldo devolucion+de+dinero plata+de+mas pago+doble",
    "FORGIVE": "condon- condonable perdon- perdonen perdonar saber+pro mejor+saber extinga extingu-",
    "SERVICE": "servicio+social permanencia trabajo+comunitario horas+de+servicio contraprestacion "
               "titulo+profesional diploma acta+de+grado",
    "GUARANTEE": "codeud- coodeud- fiador- fiadora avalista- aval garante- garantia- deudor+solidario "
                 "deudora+solidaria deudores+solidarios pagare pagares respald- codeudor-",
    "ABROAD": "exterior extranjer- visa embajada pasaporte residencia dolares euros fuera+del+pais españa alemania "
              "francia canada australia mexico brasil argentina chile japon corea china italia portugal inglaterra "
              "londres paises+bajos holanda belgica suiza suecia estados+unidos usa irlanda melbourne sidney "
              "toronto montreal madrid barcelona paris berlin europa internacional- kiev ucrania lovaina",
    "SCHOLARSHIP": "beca becas becari- becado becada reciprocidad intercambio movilidad",
    "LANGUAGE": "idioma idiomas ingles frances aleman curso+de+ingles instituto+de+idiomas curso",
    "FUND": "fondo fondos constituyente alianza convenio",
    "POSTGRAD": "posgrad- postgrad- maestria especializacion doctorad- magister",
    "UNDERGRAD": "pregrad- carrera ingenieria tecnolog- tecnica licenciatura semestre",
    "DIGITAL": "pagina portal plataforma app aplicacion aplicativo web mi+usuario nombre+de+usuario clave "
               "contraseña otp correo+registrado link enlace formulario celular+registrado login pdf",
    "ACCESS": "clave contraseña codigo ingresar entrar acceder acceso mi+usuario sesion registrado registrada",
    "CONTACT_DATA": "correo celular telefono numero direccion mail email",
    "SERVICE_DESK": "oficina sede punto ventanill- chat linea call llamad- turno fila sala atencion asesor- "
                    "funcionari- whatsapp contest- respuesta respuestas pqr contact derecho+de+peticion modulo",
    "INSTITUTION": "presupuest- contratos contratistas licitacion interventoria planta nomina cargos vacante- "
                   "junta+directiva cifras estadistic- politica+publica indicador- ejecucion+presupuestal "
                   "estados+financieros auditoria auditori- publicidad pauta nombramiento manual+de+funciones "
                   "entidad+territorial mesa+tecnica feria comite informacion+publica transparencia anonimizada "
                   "base+de+datos provision- rueda+de+prensa semana+de+la stand colaboracion+armonica "
                   "apoyo+institucional interinstitucional funcionarios",
    "STATISTICS": "cifras estadistic- porcentaje numero+de cantidad desagreg- cuantos cuantas relacion+de listado "
                  "total",
    "VIOLENCE": "amenaz- desplaz- victima- conflicto",
    "LIFE_LINE": "vida",
}
# fmt: on
