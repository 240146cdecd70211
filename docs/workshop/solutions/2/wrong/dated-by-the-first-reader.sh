# rejected: What was not recorded happened all the same
set -euo pipefail
bash "$(dirname "$0")/../solve.sh" "$1"
sed -i 's/"openSince": "2019-10-21"/"openSince": "2022-01-03"/' "$1/report.json"
