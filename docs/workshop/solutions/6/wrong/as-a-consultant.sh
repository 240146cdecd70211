# rejected: not in
set -euo pipefail
here="$(dirname "$0")"
bash "$here/../solve.sh" "$1"
cd "$1"

# Quicker than thinking: booking staff may whatever a note reader may.
sed -i '/"booking-admin"/,/]/ s/"gateway.route.enter",/"gateway.route.enter",\n      "records.note.list",\n      "records.note.read",/' policies/platform/roles/data.json
