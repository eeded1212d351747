#!/usr/bin/env bash
# Fails for a command without its page, an option its page does not name, or a check that docs/checks.md does not name.
set -euo pipefail
cd "$(dirname "$0")/.."
tilth="${1:-${TILTH:-build/release/bin/tilth}}"
faults=0
commands=$("$tilth" --help | sed -nE '/^Subcommands:/,$ s/^  ([a-z]+) .*/\1/p')
[ -n "$commands" ] || { echo "the program lists no commands"; exit 1; }
for command in $commands; do
  page="docs/commands/$command.md"
  if [ ! -f "$page" ]; then echo "no page $page"; faults=1; continue; fi
  for option in $("$tilth" "$command" --help-all 2>/dev/null | grep -oE -- '--[a-z][a-z-]+' | sort -u); do
    case "$option" in --help | --help-all | --json | --language | --version) continue ;; esac
    grep -q -- "$option" "$page" || { echo "$page does not name $option"; faults=1; }
  done
done
while read -r check; do
  grep -q "\`$check\`" docs/checks.md || { echo "docs/checks.md does not name the check $check"; faults=1; }
done < <(grep -rhoE '^ *check: *[a-z_]+' model --include='*.yaml' | sed -E 's/.*: *//' | sort -u)
[ "$faults" -eq 0 ] && echo "docs: every command, option and check is named"
exit "$faults"
