# rejected: 3 who read are missing
set -euo pipefail
bash "$(dirname "$0")/../solve.sh" "$1"
sed -i 's/, "reporting-batch", "10.20.4.117", "10.99.0.8"//' "$1/report.json"
