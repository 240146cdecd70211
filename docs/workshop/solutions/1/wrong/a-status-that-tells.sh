# rejected: 403 would say that there is such a patient
set -euo pipefail
sed -i 's/"unrelated": [0-9]*/"unrelated": 403/' "$1/answers.json"
