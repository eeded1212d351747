# SPDX-License-Identifier: Apache-2.0
# What the acceptance scripts share: the program, a scratch folder, comparing what came out. To be sourced.
# shellcheck shell=bash
tilth="${TILTH:-$PWD/build/release/bin/tilth}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
faults=0

same() { # what, found, expected
  if [ "$2" = "$3" ]; then echo "ok: $1: $3"; else echo "FAULT: $1: $2, expected $3"; faults=1; fi
}
answer() { # a key of answer.json, as a.b
  python3 -c 'import json,sys; a=json.load(open("answer.json"))
for key in sys.argv[1].split("."): a=a.get(key, 0)
print(a)' "$1"
}
