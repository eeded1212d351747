#!/usr/bin/env bash
# The CQL2 standard's own predicates over HTTP: ogc/cql2.py.
exec python3 -B "$(dirname "$0")/ogc/cql2.py"
