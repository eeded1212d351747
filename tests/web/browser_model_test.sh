#!/usr/bin/env bash
# Every type, indicator and report of the model in Debian's Chromium, in English and Arabic. As browser_test.sh, on a programme of its own.
set -euo pipefail
TILTH_TESTS=all_of_model TILTH_PICTURES="${TILTH_PICTURES:-build/web-pictures}" exec "$(dirname "$0")/browser_test.sh"
