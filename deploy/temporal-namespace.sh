#!/bin/sh
# Registers the namespace and the search attributes; running it again changes nothing.
set -eu
temporal operator namespace describe --namespace default >/dev/null 2>&1 ||
  temporal operator namespace create --namespace default --retention 2160h
for pair in PqrsdTipo=Keyword PqrsdCanal=Keyword PqrsdEstado=Keyword PqrsdDependencia=Keyword \
  PqrsdResponsable=Keyword PqrsdNivel=Int PqrsdVence=Datetime PqrsdVencida=Bool PqrsdPrioritaria=Bool; do
  temporal operator search-attribute create --namespace default --name "${pair%=*}" --type "${pair#*=}" || true
done
