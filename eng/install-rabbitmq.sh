#!/usr/bin/env bash
# Makes a rabbitmq-server available to the platform, which runs private nodes of its own. A broker that is already there is never touched, and the
# installed package's own unit is neither enabled nor started. Exit codes: 0 available, 3 not available, with what to do on standard error.
set -euo pipefail

server_found() { [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || command -v rabbitmq-server >/dev/null 2>&1; }

explain() {
  case "$(uname -s)" in
    Darwin) echo "rabbitmq-server is missing: run 'brew install rabbitmq' (do not start it), start Docker, or set ConnectionStrings__messaging." >&2 ;;
    Linux) echo "rabbitmq-server is missing: install your distribution's rabbitmq-server package (as root, on Debian: 'apt-get install rabbitmq-server'), start Docker, or set ConnectionStrings__messaging." >&2 ;;
    *) echo "rabbitmq-server is missing: start Docker Desktop, or set ConnectionStrings__messaging." >&2 ;;
  esac
  exit 3
}

# Without a policy-rc.d Debian starts what it installs; one that refuses (101) is there for as long as apt runs. A machine's own is left alone, and if
# that one would start a broker, nothing is installed.
refuse_service_starts() {
  local refusal=/usr/sbin/policy-rc.d answer=0
  if [ -e "$refusal" ]; then
    "$refusal" rabbitmq-server start >/dev/null 2>&1 || answer=$?
    [ "$answer" = 101 ] || explain
    return
  fi
  trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$refusal"
  chmod 755 "$refusal"
}

install_with_apt() {
  local units="rabbitmq-server.service"
  command -v epmd >/dev/null 2>&1 || units="$units epmd.service epmd.socket"
  refuse_service_starts
  export DEBIAN_FRONTEND=noninteractive
  if ! apt-get install -y --no-install-recommends rabbitmq-server >/dev/null 2>&1; then
    apt-get update -qq >&2
    apt-get install -y --no-install-recommends rabbitmq-server >&2
  fi
  # Debian enables what it installs; only the units that came with this installation are disabled again.
  if command -v systemctl >/dev/null 2>&1; then
    for unit in $units; do
      systemctl disable "$unit" >/dev/null 2>&1 || echo "could not disable $unit" >&2
    done
  fi
}

server_found && exit 0
if [ "$(uname -s)" = Linux ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing rabbitmq-server; no system broker is enabled or started" >&2
  install_with_apt
fi
server_found || explain
