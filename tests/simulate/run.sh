#!/bin/sh
# run.sh - build and run the simulations that docs/statistics.md quotes.
#
#   tests/simulate/run.sh [--quick] [--seed N]
#
# Tables in Markdown on standard output. A full run takes some minutes on one
# core, --quick less than one. Status 1 if clean sets are flagged more often
# than claimed.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
"${CC:-cc}" -std=c11 -O2 -ffp-contract=off -D_POSIX_C_SOURCE=200809L \
	-I "$root/common" -I "$root/tests/simulate" -o "$folder/simulate" \
	"$root"/tests/simulate/*.c "$root"/common/stats/*.c \
	"$root"/common/base/mem.c -lm
"$folder/simulate" "$@"
