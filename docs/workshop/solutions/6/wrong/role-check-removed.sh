# rejected: they are still refused
set -euo pipefail
here="$(dirname "$0")"
cd "$1"

# A change in a library that is meant for one action and holds for all; and it does not even help.
sed -i 's/^role_granted if {$/role_granted if "booking-admin" in input.subject.roles\n\n&/' policies/lib/caller.rego
