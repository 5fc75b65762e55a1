#!/bin/sh
# Registers the namespace and the search attributes. Running it again changes nothing; another type is an error.
set -eu
temporal operator namespace describe --namespace default >/dev/null 2>&1 ||
  temporal operator namespace create --namespace default --retention 2160h
for pair in PqrsdTipo=Keyword PqrsdCanal=Keyword PqrsdEstado=Keyword PqrsdDependencia=Keyword \
  PqrsdResponsable=Keyword PqrsdNivel=Int PqrsdVence=Datetime PqrsdVencida=Bool PqrsdPrioritaria=Bool; do
  set -- "$@" --name "${pair%=*}" --type "${pair#*=}"
done
for attempt in 1 2 3 4 5 6; do # a namespace just made takes a few seconds to be seen everywhere
  temporal operator search-attribute create --namespace default "$@" && exit
  sleep 5
done
exit 1
