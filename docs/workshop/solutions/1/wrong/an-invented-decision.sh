# rejected: the ledger knows no such decision about this patient
set -euo pipefail
sed -i 's/"question": "[^"]*"/"question": "0123456789abcdef0123456789abcdef"/' "$1/answers.json"
