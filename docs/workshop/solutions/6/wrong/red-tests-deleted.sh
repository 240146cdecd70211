# rejected: no case in records.patient.read/allow with the role booking-admin
set -euo pipefail
here="$(dirname "$0")"
bash "$here/../solve.sh" "$1"
cd "$1"

# The test and the case were in the way.
rm cases/records.patient.read/allow/booking-staff.json cases/records.patient.read/deny/no_relationship--booking-staff.json
