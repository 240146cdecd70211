# The reference solution of lab 6: bash docs/workshop/solutions/6/solve.sh labs-work/6
set -euo pipefail
cd "$1"

# The change: one grant. Relationship and mask are the policy's already.
sed -i '/"booking-admin"/,/]/ s/"gateway.route.enter",/"gateway.route.enter",\n      "records.patient.read",/' policies/platform/roles/data.json

# What it changes, said before.
cat > intent.json <<'INTENT'
{
  "changes": [
    "records.patient.read as booking-admin: denied (role_not_permitted) to denied (no_relationship)",
    "records.patient.read as booking-admin: denied to allowed"
  ]
}
INTENT

# The unit test that claimed the old rule claims the new one.
sed -i '/^test_denies_booking_staff /d' policies/records/patient/read_test.rego
cat >> policies/records/patient/read_test.rego <<'TEST'

test_allows_booking_staff_without_the_emergency_contact if {
	read.outcome.allow with input as call(some_.booking, [some_.registration, some_.receiver])
	read.outcome.obligations.mask == ["/emergencyContact"] with input as call(some_.booking, [some_.registration, some_.receiver])
}

test_denies_booking_staff_of_another_hospital if read.outcome.reasons == ["no_relationship"] with input as call(some_.booking, [some_.registration])
TEST

# So does the case; and the other side of the new rule gets one.
cases=cases/records.patient.read
mv "$cases/deny/role_not_permitted--booking-staff.json" "$cases/allow/booking-staff.json"
sed 's/"RXX01",$/"RYY02",/' "$cases/allow/booking-staff.json" | sed '0,/"RYY02"/! s/"RYY02"/"RXX01"/' > "$cases/deny/no_relationship--booking-staff.json"
