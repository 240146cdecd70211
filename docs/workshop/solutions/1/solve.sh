# The reference answers of lab 1: bash docs/workshop/solutions/1/solve.sh labs-work/1
set -euo pipefail
patient=2e2fc27d-b1f2-d205-99d8-a3d85ab76a62
state=${PLATFORM_STATE:-.platform}
routes=$(tr -d ' \n' < "$state/records/inventory.json" | grep -o '"label":"policy"' | wc -l)
call() { sh -c "$(./platform token unrelated --curl --proof GET "$1") -o /dev/null -w '%{http_code}'"; }
nobody=$(sh -c "$(./platform token unrelated --curl --proof GET /patients/$patient | sed "s/-H '[^']*'//g") -o /dev/null -w '%{http_code}'")
# A question is in the ledger when the recorder has shipped it; asked until one is there.
while true; do
  question=$(./platform audit who $patient --json | tr '{' '\n' | grep '"platform.audit.read"' | grep '"auditor"' | grep -o '"decisionId":"[0-9a-f]*"' | head -1 | cut -d'"' -f4) && [ -n "$question" ] && break
done
cat > "$1/answers.json" <<ANSWERS
{
  "frontDoor": "gateway",
  "policyRoutesOfRecords": $((routes)),
  "nobody": $nobody,
  "unrelated": $(call /patients/$patient),
  "absent": $(call /patients/9a5b2f0e-1111-4222-8333-944476591900),
  "question": "$question"
}
ANSWERS
