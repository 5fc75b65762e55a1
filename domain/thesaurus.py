"""What people want, do and feel when they write to the entity: ideas, each with the word families that say it.

Families are taken from the language and not from the texts of the tests: formal, colloquial and regional speech.
"""

# fmt: off
SPEECH: dict[str, str] = {
    "ASK": "solicit- pido pedi- pedimos piden pide pedir requier- requerimos ruego rogamos suplic- demand- impetr- "
           "peticion-",
    "WISH": "quiero quisier- queria queremos necesit- desea- deseo gustaria ocupo kiero urge urgente",
    "FAVOR": "favor porfa porfavor agradezco agradecemos agradeceria agradeceriamos agradece sirvase sirvanse ayud- "
             "colabor- gentilmente amablemente comedidamente atentamente",
    "MAY": "pueden puede podria podrian podrias pueda puedan posible",
    "KNOW": "saber conocer averiguar enterar- entender preguntar pregunt- consultar indique- indiquen indicar "
            "informe- informen informar informacion explique- expliquen explica explican explicar expliqu- orient- "
            "aclar- duda- inquiet- confirm- digan diga decir decirme dicen detalles datos entiendo",
    "HOW": "cual cuales cuanto cuanta cuantos cuantas cuando como donde quien quienes que",
    "WHEN": "cuando fecha dia dias hora horario plazo demora tarda tiempo",
    "REQUISITE": "requisit- requerimient- condicion- pasos paso procedimient- tramit- papeles document- exigen "
                 "piden necesita hay+que toca",
    "SEND": "enviar enviarme envienme envien enviame enviarnos me+envian me+envie mandar mandarme mandenme manden "
            "mandame me+mandan me+mande remitir remitirme remitan remita remitame remitirnos hagan+llegar "
            "hacer+llegar pasen pasar pasarme alleguen allegar allegue alleguenme compartan compartir compartanme "
            "suministren suministrar suministre faciliten facilitar facilite entreguen entregar entregarme "
            "entreguenme descargar imprimir impriman imprimirme reenviar reenvien",
    "ISSUE": "expid- exped- expidan genere- generen generar emit- emision certifi- entreg- den dar",
    "GET": "obten- consegu- sacar tener recib- baj- descarg-",
    "ENTITY": "ustedes uds ud usted icetex entidad instituto institucion ellos",
    "STAFF": "asesor- funcionari- empleado empleada empleados emplead- servidor- contratist- vigilant- guard- "
             "celador- señorit- muchach- joven señor señora niña abogad- cobrador- gestor- doctor doctora ingenier- "
             "profesional jefe jefa coordinador- supervis- director- operador- agente- recepcion- orientador- "
             "ejecutiv- secretari- subdirector- encargad- tipo vieja personal don doña pelad- chic- portero cajer- "
             "taquill- ventanill- interventor- gerent- quien+me+atendio quien+me+recibio quien+me+atiende "
             "quien+atiende",
    "FRONT": "asesor- funcionari- emplead- agente- orientador- ventanill- recepcion- modulo call oficina sede punto "
             "chat linea turno sala vigilant-",
    "PRESENCE": "atend- atienda atiend- atencion trat- contest- respond- habl- dijo colg-",
    "RUDE": "groser- gritand- grit- insult- humill- burl- irrespet- despec- desprec- altaner- altivo patan- vulgar- "
            "soez soeces maleduc- educacion+tan descort- arrogan- prepoten- desconsider- indolen- malgeni- "
            "rabia+conmigo ofend- ofens- denigr- discrimin- racis- xenof- machist- acos- acoso hostig- hostil "
            "intimid- maltrat- ridiculi- regañ- sarcas- ironi- cinic- carcaj- morbos- amenaz- bruto bruta inutil "
            "ignorante ladron- estafador- irresponsable atenido- borrach- ebrio licor tomado mequetrefe gamin- "
            "chabacan- displicen- antipatic- amargad- cortesia empuj- sinverguenza sinverguenzas reirse mala+gana "
            "pendej- imbecil estupid- idiota gonorre- hijueput- malparid- igualad- agred- agresiv- golpe- escupi- "
            "atrevid- altisonant- ultraj- rio+de burlon-",
    "RUDE_ACT": "colgo cuelga colgaron colgar tiro gritaba alzo elevo levanto interrump- ignoro ignorar+me empujo "
                "durmio dormido celular+como desentend- cort+la corto callar mofa neglig- descuid- desinteres- "
                "altero senald- insinu- manose- negandose chateando mirada saco+a sacaron+a masticando maquillando",
    "VOICE": "voz tono telefono llamada cara hombros",
    "MODAL": "trato manera actitud comportamiento conducta modales forma lenguaje palabras tono",
    "BAD": "mal mala malo malos pesim- horribl- fatal terribl- indign- inadecuad- incorrect- feo grosero "
           "inapropiad- deplorabl- desastr- lament- nefast- deficien- verguenza asco",
    "SANCTION": "sancion- disciplin- despid- echen correctiv- llamado llame modales investig- medidas",
    "NO": "no nunca jamas tampoco ni sin nadie nada ningun ninguna negaron niega niegan",
    "YET": "aun todavia fecha hoy momento siguen sigue continua continuan volvieron",
    "ARRIVE": "lleg- mand- envi- recib- gir- consign- abon- aparec- reflej- desembols- pagado pagan pagaron aplic- "
              "acredit- registr- transfir- transfer- efectu- ingres- sale salio deposit- hizo hicieron hecho carg- "
              "actualiz- visualiz- contabiliz- descont-",
    "REPLY": "respond- respuest- contest- solucion- resuelv- resolv- resolucion razon atiend- atend- informan dicen "
             "devuelv- pronunci- caso comunic- aclara- explic- expedid-",
    "WRONG": "error errores equivoc- errone- doble dos+veces repetid- incorrect- indebid- mal injust- inconsisten- "
             "exces- absurd- irregular- desactualiz- ilegal- arbitrari- demas",
    "FAULT": "culpa error falla fallas incumpl- neglig- demora demoras retras- tardan- morosidad+de descuido "
             "omision ineficien- incompeten- desorden enredo",
    "ANGER": "inacept- abuso abusiv- abusan colmo injust- injustic- robo roban robando atropell- indignad- "
             "indignant- molest- inconform- descontent- cansad- hart- mamad- aburrid- desesperad- desespera frustr- "
             "burla+con verguenza descar- ridicul- exijo exigimos protest- reclam- insolit- increibl- perjudic- "
             "perjuicio- afect- engañ- mentir- vulner- violan incumpl- cinismo tramposos falta+de+respeto estafan "
             "lios lio exigir exigiendo exijamos usura",
    "FIX": "solucion- arregl- corrij- correg- correccion- respondan reverse- revers- rectific- ajust- subsan- "
           "enderec- resuelv- resolv- revis- normalic- ponganse",
    "LONG": "llevo llevamos llevan lleva hace desde meses semanas años veces vez insist- reiter- cuarta tercera "
            "quinta",
    "CONTACT": "llam- escrib- radic- correo correos mail chat linea pbx whatsapp pqr derecho peticion fui ido",
    "SYSTEM": "pagina portal plataforma sistema app aplicacion aplicativo web sitio link enlace formulario boton",
    "DOWN": "caid- cae cayo falla fallas error bloque- bota bloquea saca lent- colapsad- carg- abre deja permite "
            "funcion- sirve cuelga inhabilit- habilit+no",
    "HAVE_PROOF": "comprobante- recibo recibos tirilla desprendible- soporte- consignacion- voucher pantallazo-",
    "GRANT": "autoric- autoriz- permit- acept- conced- concesion otorg- aprueb- apruebe- reconozc- reconoc- acced- "
             "consider- reconsider- estudi- evalu- asign- habilit- viabil-",
    "CHANGE": "cambi- modific- actualic- actualiz- sustitu- reemplaz- traslad- aplaz- suspend- suspens- congel- "
              "paus- retir- desist- anul- cancel+el liber- desvincul- exclu- cancelar+la levant- desembarg- unific- "
              "reestructur- refinanc- ampli- extend- extension prorrog- rebaj- reduc- disminu- baj- adelant- renov- "
              "quit- elimin- condon- perdon- extinga extingu- devolv- devuelv- devolucion reembols- reintegr- "
              "restituy- reliquid- normaliz- quieto nuevamente inscrib- postul- acoger- acogerme descuent- inclu-",
    "MINE": "mi mis me mio mia nuestro nuestra nos yo",
    "GIVE_IN": "adjunt- anex- aport- incluyo presento allego remito",
    "HARDSHIP": "desemple- sin+empleo sin+trabajo despid- enfermo enferma enfermedad salud incapac- accident- "
                "calamidad familiar- economic- motivos pobre- quieb-",
    "RELIEF": "alivio- acuerdo+de+pago plan+de+pagos facilidad- rebaja salida respiro oportunidad chance "
              "periodo+de+gracia+adicional",
    "COLLECTIVE": "grupo comunidad- vereda- resguard- pueblo pueblos gremio colectiv- asociacion- sindicat- "
                  "movimiento veedur- habitantes comuner- campesin- indigen- cabildo- junta+de+accion poblacion "
                  "moradores vecin- municipio- region territorio- egresados estudiantes usuarios deudores afiliad- "
                  "jovenes bachilleres familias padres rural- juventud- organizacion-",
    "ALL": "todos todas toda conjunto general generales colectiv- comun publico social",
    "REPRESENT": "firmantes suscritos vocer- nombre+de representacion representante- presidente- somos firmamos "
                 "lider- delegad- abajo preside presido interponemos colectivo",
    "WE_ASK": "pedimos solicitamos exigimos requerimos proponemos rogamos queremos necesitamos",
    "CONCEPT": "concepto conceptu- criterio interpretacion interpretar interpretan interpreta opinion posicion "
               "postura pronunci- alcance viabilidad procedencia doctrina",
    "NORM": "norma normas normativ- ley legal legalmente legalidad juridic- articulo decreto acuerdo reglament- "
            "reglamento codigo constitucion derecho estatuto convenio regimen tributari- contable contrato",
    "LAWFUL": "procede procedente procedencia legal valido viable obligatorio permite permitido facultad- debe "
              "entenderse entiende compatible incompatible exige aplica prevalece excluye extingue puede imputa",
    "CONSULT": "consulta consulto consultamos consultar- consultas",
    "PROPOSE": "sugier- suger- sugir- propon- propuest- idea ideas ideita recomend- recomiend- iniciativa aporte "
               "aportes invit+a+que",
    "WOULD": "seria estaria convendria valdria vendria ayudaria serviria gustaria facilitaria ahorraria agilizaria "
             "podrian podria deberian deberia debieran debiera tendrian ojala quedaria",
    "NICE": "bueno buena bien bacan chevere ideal util genial mejor excelente interesante importante conveniente "
            "provechos- utilidad oportuno practico rico lindo bonito",
    "IMPROVE": "mejor- mejora mejoras mejorar optimi- agiliz- facilit- moderni- simplific- implement- incorpor- "
               "incluir inclu- agreg- habilit- ponga poner pongan crear coloc- ampliar publicar",
    "THANK": "gracias agradec- agradezco agradecid- gratitud felicit- felicidad- bendig- bendicion- bendiciones "
             "reconocimiento reconocer enaltec- exalt- congratul-",
    "PRAISE": "excelent- amabl- amabilidad pacien- calid- eficien- eficac- diligent- profesionalism- impecabl- "
              "extraordinari- maravill- genial crack angel espectacular fantastic- buenisim- chever- bacan- rapid- "
              "oportun- satisfech- content- feliz alegr- encant- aplauso- orgullo- lucieron lujo maximo humano+y "
              "calidad+humana cordial- carism- servicial dedicacion compromis- resalt- destac- bonito+trabajo "
              "querid- formal gentil divin- hermos- atent- educad- facil sencill-",
    "CORRUPT": "corrup- sobor- coima- mordida- peculad- cohech- concus- nepotis- clientelis- testaferr- prevaricat- "
               "desfalc- malvers- desvi- cvy serruch- torcid- chanchull- carrusel palanca rosca ilicit- delit- "
               "delinc- enriqu- favorecim- trafic- chantaj- extors- sobrecost- amañad-",
    "FAKE": "fals- falsific- adulter- clonad- chimb- suplant- fraud- fraudulent- estaf- piratas inventad- fantasma- "
            "ficticio- ficticia- pirata- comprad- simulad- infladas inflado inflad- truch- haciendose+pasar "
            "hacen+pasar hace+pasar hicieron+pasar suplantando phishing impostor-",
    "DENOUNCE": "denunci- acus- delat- irregular- anomal- poner+en+conocimiento alert- avis- investig- destap- "
                "veeduria",
    "MONEY": "plata dinero pesos platica billete millon- mil cuenta consignar nequi daviplata efectivo comision "
             "porcentaje ganancia tajada cupo cupos",
    "INSIDER": "adentro dentro funcionari- contratist- emplead- jefe director- gestor- interventor- supervisor- "
               "concejal- politic- alcald- tramitador- intermediari- sujeto operador- directiv-",
    "TAKE": "pide piden pidio pidieron cobra cobran cobro exige exigen exigio vende venden vend- ofrece ofrecen "
            "roba paga recibe reparte comparte",
    "I_DO": "debo hago puedo necesito tengo pago subo consigno saco pido solicito renuevo aplico inscribo hacemos "
            "debemos hay toca se+hace se+puede sirve",
}
# fmt: on
