# rejected: has not begun anew since the report says that it was broken
set -euo pipefail
cat > "$1/report.json" <<'REPORT'
{"experiment":"policy-server-down","held":true,"injections":[{"resource":"policy","action":"stop","at":2000,"recoveredAfterMs":2000},{"resource":"records","action":"kill","at":4000,"recoveredAfterMs":5000}],"invariants":[{"name":"no unauthorised answer","held":true,"observed":"100 asked, 0 answered"}],"notifications":{"expected":12,"delivered":12,"doubled":0,"lost":0},"durationMs":15000}
REPORT
bash "$(dirname "$0")/../solve.sh" "$1"
