# rejected: that is the incident with a role
set -euo pipefail
here="$(dirname "$0")"
bash "$here/../solve.sh" "$1"
cd "$1"

# They book for everybody, do they not?
sed -i 's/^else := verdict.deny("no_relationship") if caller.admitted$/else := verdict.permit_with({"mask": mask}) if {\n\tcaller.admitted\n\t"booking-admin" in input.subject.roles\n}\n\n&/' policies/records/patient/read.rego
