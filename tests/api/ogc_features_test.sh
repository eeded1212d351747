#!/usr/bin/env bash
# OGC API against the running server: ogc/features.py.
exec python3 -B "$(dirname "$0")/ogc/features.py"
