# The cases beside the rules in rules/ all hold.
source "$(dirname "$0")/support/verb.bash"
run_verb test
