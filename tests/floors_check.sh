#!/usr/bin/env bash
# Fails when a file of src/ includes a floor that stands below its own, or a library that lives on another floor only.
set -euo pipefail
cd "$(dirname "$0")/.."
declare -A above=(
  [base]="base" [stats]="base stats" [geo]="base geo" [cql2]="base geo cql2" [model]="base geo cql2 model"
  [store]="base geo cql2 model store"
  [quality]="base stats geo cql2 model store quality" [release]="base stats geo cql2 model store release"
  [indicators]="base stats geo cql2 model store indicators" [exchange]="base geo cql2 model store exchange"
  [people]="base stats geo cql2 model store people"
  [assess]="base stats geo cql2 model store assess"
  [generate]="base stats geo cql2 model store generate" [tiles]="base geo cql2 model store tiles"
  [report]="base stats geo cql2 model store quality release indicators people assess exchange report"
  [http]="base stats geo cql2 model store quality release indicators people assess exchange generate report tiles http"
  [cli]="base stats geo cql2 model store quality release indicators people assess exchange generate report tiles http cli"
)
faults=0
while IFS=: read -r file _ include; do
  floor=$(cut -d/ -f2 <<<"$file")
  target=$(sed -E 's/.*"([a-z0-9_]+)\/.*/\1/' <<<"$include")
  if ! grep -qw "$target" <<<"${above[$floor]:-}"; then
    echo "$file includes $target, which does not stand above $floor"
    faults=1
  fi
  case "$include" in *'"store/sqlite/'*) case "$file" in src/cli/* | src/store/sqlite/*) ;; *) echo "$file names a maker of the store"; faults=1 ;; esac ;; esac
done < <(grep -rnE '^#include "[a-z0-9_]+/' src --include='*.cpp' --include='*.h')
only() { # library pattern, floors where it may stand
  if grep -rlE "^#include <($1)" src --include='*.cpp' --include='*.h' | grep -vE "^src/($2)"; then
    echo "the files above include <$1>, which lives in $2 only"
    faults=1
  fi
}
only 'geos_c\.h|proj\.h|geodesic\.h|GeographicLib/' 'geo/'
only 'yaml-cpp/' 'model/|exchange/'
only 'gdal|ogr_|cpl_' 'exchange/worker/'
only 'boost/(asio|beast)' 'http/'
only 'protozero/' 'tiles/'
only 'pango|cairo' 'exchange/worker/'
only 'sqlite3\.h' 'store/sqlite/'
only 'Clp|Coin' 'stats/'
[ "$faults" -eq 0 ] && echo "floors: every include points up"
exit "$faults"
