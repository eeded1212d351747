#!/usr/bin/env bash
# OGC API against the running server: ogc/tiles.py.
exec python3 -B "$(dirname "$0")/ogc/tiles.py"
