# rejected: That is all of its routes
set -euo pipefail
routes=$(tr -d ' \n' < "${PLATFORM_STATE:-.platform}/records/inventory.json" | grep -o '"pattern"' | wc -l)
sed -i "s/\"policyRoutesOfRecords\": [0-9]*/\"policyRoutesOfRecords\": $((routes))/" "$1/answers.json"
