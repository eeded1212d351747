#!/usr/bin/env bash
# OGC API against the running server: ogc/writes.py.
exec python3 -B "$(dirname "$0")/ogc/writes.py"
