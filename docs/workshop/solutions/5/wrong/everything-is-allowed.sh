# rejected: then the prober would have been answered
set -euo pipefail
sed -i 's/"decidesWithoutPolicyServer": "[^"]*"/"decidesWithoutPolicyServer": "everything-is-allowed"/' "$1/answers.json"
