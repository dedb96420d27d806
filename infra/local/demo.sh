#!/usr/bin/env bash
# The whole product on made-up data: three legacy databases of one federation go into one application database.
# What comes out is in artifacts/demo: summary.json (one run per entity) and truth/ (what the data generator knows).
#   --keep   leaves servers and databases for a look around; infra/local/down.sh --purge removes them
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

want_servers mariadb postgres azurite
ENTITIES=(national ud-75 ud-69)
OUT=$REPO/artifacts/demo
keep=0

close() {
  local code=$?
  trap '' INT TERM
  end_child
  remove_own_instance
  # Its passwords open nothing any more.
  if [[ -n ${OWN_INSTANCE:-} ]]; then rm -f "$OUT/demo.env"; fi
  exit "$code"
}

step() { printf '\n== %s\n' "$*"; }

reprise() { in_group dotnet "$HOST" "$@"; }

make_data() {
  step "Making the legacy databases and the application's database"
  rm -rf "$OUT" && mkdir -p "$OUT"
  in_group dotnet "$GENERATOR" --mariadb "$REPRISE_TEST_MARIADB" --postgres "$REPRISE_TEST_POSTGRES" \
    --seed 20261124 --out "$OUT" || fail "The demo's databases could not be made; why is above."
  [[ -f $OUT/demo.env ]] || fail "The data generator wrote no $OUT/demo.env."
}

# The program gets its secrets from the environment only; the same lines serve a person after --keep.
load_settings() {
  (
    umask 077
    printf "%s='%s'\n" REPRISE_BLOB "$REPRISE_TEST_AZURITE" REPRISE_CONFIG "$REPO/infra/local/demo/config" \
      REPRISE_KEK "$(node -p 'require("crypto").randomBytes(32).toString("base64")')" >>"$OUT/demo.env"
  )
  chmod 600 "$OUT/demo.env"
  set -a
  # shellcheck source=/dev/null
  . "$OUT/demo.env"
  set +a
}

migrate() {
  local entity
  for entity in "${ENTITIES[@]}"; do
    step "reprise run $entity --mode full"
    reprise run "$entity" --mode full --json >"$OUT/run-$entity.json" ||
      fail "The run of $entity did not succeed; why is above and in $OUT/run-$entity.json."
  done
}

case "$*" in
  '') ;;
  --keep) keep=1 ;;
  *) refuse "usage: infra/local/demo.sh [--keep]" ;;
esac

trap close EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$REPO"
require_dotnet
require_node
forget_own_servers
adopt_local_servers
ensure_tools
step "Building"
build_release tests/Reprise.DemoData
GENERATOR=$PROGRAM
build_release functions/Reprise.Host
HOST=$PROGRAM

step "Starting the servers"
# What is kept belongs to the instance that down.sh stops.
if ((keep == 1)); then use_instance "$LOCAL_INSTANCE"; else new_instance demo; fi
start_servers

make_data
load_settings
step "reprise check"
reprise check || fail "The demo's configuration does not pass 'reprise check'; why is above."
step "reprise entities"
reprise entities || fail "'reprise entities' failed; why is above."
migrate

step "What happened to every row"
node infra/local/demo-summary.mjs "$OUT" "${ENTITIES[@]}" || fail "The demo is not as it must be; why is above."
if ((keep == 1)); then
  cat <<-TEXT

	The servers still run.
	  load the settings   set -a; . artifacts/demo/demo.env; set +a
	  then for example    infra/local/reprise --help
	  stop and remove     infra/local/down.sh --purge
	TEXT
fi
