#!/usr/bin/env bash
# QGIS, without a screen, opens a project on the running server and on an exported file.
set -euo pipefail
# QGIS comes with Debian's own Python, whichever one is first in the path.
/usr/bin/python3 -c 'import qgis.core, jsonschema' 2>/dev/null || { echo "skipped: python3-qgis is not installed: ./setup brings it"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR="$folder" QGIS_CUSTOM_CONFIG_PATH="$folder"  # nobody's own settings change
/usr/bin/python3 "$(dirname "$0")/ogc/qgis_client.py"
