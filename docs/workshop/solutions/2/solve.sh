# The reference answers of lab 2: bash docs/workshop/solutions/2/solve.sh labs-work/2
set -euo pipefail
cat > "$1/report.json" <<'REPORT'
{
  "route": "GET /patients/{id}/summary",
  "openSince": "2019-10-21",
  "readable": ["id", "nhsNumber", "family", "birthDate", "postalCode", "phone", "emergencyContact"],
  "readers": ["migration-job", "reporting-batch", "10.20.4.117", "10.99.0.8"],
  "patients": PATIENTS,
  "unknownUntil": "2022-01-03"
}
REPORT
read=$(grep '"listener":"management"' "$1/access.jsonl" | grep '/summary"' | grep '"status":200' | grep -o '/patients/[^/]*/' | sort -u | wc -l)
sed -i "s/PATIENTS/$((read))/" "$1/report.json"
