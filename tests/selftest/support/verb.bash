# run_verb VERB: runs `gouji VERB` over all packs; skipped (77) where there are none or the program has no such verb yet.
# shellcheck shell=bash
run_verb() {
  if ! compgen -G "$GOUJI_HOME/rules/*/pack.toml" >/dev/null; then
    echo "no packs in $GOUJI_HOME/rules"
    exit 77
  fi
  if ! "$GOUJI_BIN" "$1" --help >/dev/null 2>&1; then
    echo "the program has no verb \`$1\` yet"
    exit 77
  fi
  exec "$GOUJI_BIN" "$1"
}
