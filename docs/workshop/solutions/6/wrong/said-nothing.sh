# rejected: not in
set -euo pipefail
here="$(dirname "$0")"
bash "$here/../solve.sh" "$1"
printf '{ "changes": [] }\n' > "$1/intent.json"
