# The reference answers of lab 5, read from the report: bash docs/workshop/solutions/5/solve.sh labs-work/5
set -euo pipefail
report=$1/report.json
number() { grep -o "$1" "$report" | head -1 | grep -o '[0-9]*' | head -"${2:-1}" | tail -1; }
cat > "$1/answers.json" <<ANSWERS
{
  "decidesWithoutPolicyServer": "last-good-bundle",
  "asked": $(number '[0-9]* asked, [0-9]* answered'),
  "answered": $(number '[0-9]* asked, [0-9]* answered' 2),
  "lost": $(number '"lost":[0-9]*'),
  "doubled": $(number '"doubled":[0-9]*'),
  "recoveredAfterMs": $(number '"resource":"records","action":"kill","at":[0-9]*,"recoveredAfterMs":[0-9]*' 2)
}
ANSWERS
