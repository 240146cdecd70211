#!/usr/bin/env bash
# Makes Chromium available to the browser tests. One that is already there is never touched, and nothing is started. Exit codes: 0 available, 3 not available,
# with what to do on standard error.
set -euo pipefail

browser_found() { [ -x "${PLATFORM_CHROMIUM:-/usr/bin/chromium}" ]; }

explain() {
  echo "Chromium is missing, so the browser tests are skipped: install it (as root, on Debian: 'apt-get install chromium'), or set PLATFORM_CHROMIUM to its program." >&2
  exit 3
}

install_with_apt() {
  export DEBIAN_FRONTEND=noninteractive
  if ! apt-get install -y --no-install-recommends chromium >/dev/null 2>&1; then
    apt-get update -qq >&2
    apt-get install -y --no-install-recommends chromium >&2
  fi
}

browser_found && exit 0
if [ -z "${PLATFORM_CHROMIUM:-}" ] && [ "$(uname -s)" = Linux ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing chromium" >&2
  install_with_apt || explain
fi
browser_found || explain
