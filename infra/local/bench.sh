#!/usr/bin/env bash
# Measures Reprise beside its peers, in turn, over the same seeded data and the same private servers.
#   infra/local/bench.sh speed [--rows N] [--sets crm,employees,zoo] [--peers pgloader,bare|none] [--runs N]
# --rows counts companies (a million is the full size); results go to artifacts/bench/speed.json and speed.md.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

close() {
  local code=$?
  trap '' INT TERM
  end_child
  remove_own_instance
  exit "$code"
}

[[ ${1:-} == speed ]] || refuse "usage: infra/local/bench.sh speed [--rows N] [--sets crm,employees,zoo] [--peers pgloader,bare|none] [--runs N]"
trap close EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$REPO"
require_dotnet
require_node
forget_own_servers
export REPRISE_TEST_MYSQL=none REPRISE_MARIADB_BUFFER_POOL=${REPRISE_MARIADB_BUFFER_POOL:-2G} REPRISE_POSTGRES_SHARED_BUFFERS=${REPRISE_POSTGRES_SHARED_BUFFERS:-1GB}
new_instance bench
ensure_tools
[[ " $* " == *" --peers none "* || " $* " == *" --peers bare "* ]] || command -v pgloader >/dev/null || install_packages pgloader
build_release functions/Reprise.Host
export BENCH_HOST=$PROGRAM
build_release tests/Reprise.Benchmarks
BENCH=$PROGRAM
start_servers
export BENCH_OUTPUT=$REPO/artifacts/bench
in_group dotnet "$BENCH" "$@" || fail "The benchmark did not end well; why is above."
say "Written: artifacts/bench/speed.json"
