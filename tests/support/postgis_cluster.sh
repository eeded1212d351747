#!/usr/bin/env bash
# A private PostgreSQL cluster with PostGIS, for tests and benches: listens on a socket in its own folder and nowhere else.
#   postgis_cluster.sh start FOLDER    makes and starts it, prints the connection string; exit 77 when PostgreSQL is not installed
#   postgis_cluster.sh stop FOLDER     stops it and removes the folder
# Settings favour PostGIS: nothing is fsynced, JIT off, large buffers, two parallel workers.
set -euo pipefail
action="${1:?start or stop}"
folder="${2:?folder}"
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ -z "$programs" ] || [ ! -e "$(dirname "$programs")/lib/postgis-3.so" ]; then
  echo "PostgreSQL with PostGIS is not installed" >&2
  exit 77
fi
# The server outlives its starter, so it must not hold what the starter had open: a lock, or the end of a pipe.
for open in /proc/self/fd/*; do
  number=${open##*/}
  if [ "$number" -gt 2 ] && [ "$number" -ne 255 ]; then eval "exec $number>&-"; fi # 255: this script
done
as_owner() { # initdb refuses root
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
case "$action" in
  start)
    mkdir -p "$folder"
    chmod 700 "$folder"
    if [ "$(id -u)" -eq 0 ]; then chown postgres "$folder"; fi
    cd /
    as_owner "$programs/initdb" -D "$folder/data" -A trust -U postgres --no-sync >/dev/null
    as_owner "$programs/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "-k $folder -c listen_addresses='' -c fsync=off \
      -c synchronous_commit=off -c full_page_writes=off -c jit=off -c shared_buffers=${PG_SHARED_BUFFERS:-2GB} -c work_mem=256MB \
      -c maintenance_work_mem=512MB -c max_parallel_workers_per_gather=${PG_WORKERS:-2} -c max_wal_size=8GB \
      -c client_min_messages=error" start >/dev/null
    connection="host=$folder user=postgres dbname=postgres"
    as_owner "$programs/psql" -q "$connection" -c 'CREATE EXTENSION postgis' >/dev/null
    echo "$connection"
    ;;
  stop)
    cd /
    [ -d "$folder/data" ] && as_owner "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
    ;;
  *) echo "start or stop, not $action" >&2; exit 2 ;;
esac
