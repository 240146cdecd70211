# rejected: asked for patients who do not exist (404), and read nothing
set -euo pipefail
bash "$(dirname "$0")/../solve.sh" "$1"
sed -i 's/"10.99.0.8"/"10.99.0.8", "10.20.7.3"/' "$1/report.json"
