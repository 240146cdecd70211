# rejected: has a browser's port, but no route about patients on it
set -euo pipefail
sed -i 's/"frontDoor": "[^"]*"/"frontDoor": "identity"/' "$1/answers.json"
