#!/usr/bin/env bash
# Makes a PostgreSQL server available to the platform, which runs private ones of its own. A server or a cluster that is already there is never touched; no
# cluster is made, and the installed package's own units are neither enabled nor started. Exit codes: 0 available, 3 not available, with what to do on
# standard error.
set -euo pipefail

server_found() { ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || { command -v postgres && command -v initdb; } >/dev/null 2>&1; }

explain() {
  case "$(uname -s)" in
    Darwin) echo "PostgreSQL is missing: run 'brew install postgresql' (do not start it), or set the services' ConnectionStrings." >&2 ;;
    Linux) echo "PostgreSQL is missing: install your distribution's server package (as root, on Debian: 'apt-get install postgresql'), or set the services' ConnectionStrings." >&2 ;;
    *) echo "PostgreSQL is missing: run one elsewhere and set the services' ConnectionStrings." >&2 ;;
  esac
  exit 3
}

# What this script adds for the time of the installation is removed again, whatever happens.
made=()
clean_up() { [ ${#made[@]} = 0 ] || rm -f "${made[@]}"; }
trap clean_up EXIT

# Without a policy-rc.d Debian starts what it installs; one that refuses (101) is there for as long as apt runs. A machine's own is left alone, and if
# that one would start a server, nothing is installed.
refuse_service_starts() {
  local refusal=/usr/sbin/policy-rc.d answer=0
  if [ -e "$refusal" ]; then
    "$refusal" postgresql start >/dev/null 2>&1 || answer=$?
    [ "$answer" = 101 ] || explain
    return
  fi
  made+=("$refusal")
  printf '#!/bin/sh\nexit 101\n' >"$refusal"
  chmod 755 "$refusal"
}

# Debian's packages make a cluster `main` unless they are told not to, in a file that is the administrator's if there is one.
refuse_cluster() {
  local settings=/etc/postgresql-common/createcluster.d/platform.conf
  mkdir -p "${settings%/*}"
  made+=("$settings")
  printf 'create_main_cluster = false\nstart_conf = manual\n' >"$settings"
}

install_with_apt() {
  refuse_service_starts
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y --no-install-recommends postgresql-common >/dev/null 2>&1 || { apt-get update -qq >&2; apt-get install -y --no-install-recommends postgresql-common >&2; }
  refuse_cluster
  apt-get install -y --no-install-recommends postgresql >&2
  # Debian enables what it installs.
  if command -v systemctl >/dev/null 2>&1; then
    systemctl disable postgresql.service >/dev/null 2>&1 || echo "could not disable postgresql.service" >&2
  fi
}

server_found && exit 0
if [ "$(uname -s)" = Linux ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing postgresql; no system cluster is made, enabled or started" >&2
  install_with_apt
fi
server_found || explain
