#!/usr/bin/env bash
# What only the system can give: a browser for the browser tests, fonts that it falls back to, strace for the fsync test.
set -euo pipefail
declare -A needs=([chromium]=chromium [strace]=strace)
missing=()
for command in "${!needs[@]}"; do command -v "$command" >/dev/null || missing+=("${needs[$command]}"); done
if command -v fc-list >/dev/null && [ -n "$(fc-list)" ]; then :; else missing+=(fonts-dejavu-core); fi
[ ${#missing[@]} -eq 0 ] && exit 0
line="apt-get install -y --no-install-recommends ${missing[*]}"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing for the tests: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && $line -qq >/dev/null
else
  echo "The tests need: sudo $line" >&2
  exit 1
fi
