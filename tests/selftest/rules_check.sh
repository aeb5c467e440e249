# The packs in rules/ pass the project's own checks, as their authors run them.
source "$(dirname "$0")/support/verb.bash"
run_verb check
