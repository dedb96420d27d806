#!/usr/bin/env bash
# Measures Reprise on private servers of its own.
#   infra/local/bench.sh speed [--rows N] [--sets crm,employees,zoo,twenty,large] [--peers pgloader,bare,mapped|none] [--runs N]
#       beside its peers, in turn, over the same seeded data; --rows counts companies (a million is the full size)
#   infra/local/bench.sh micro [--runs N]
#       the links of the chain one by one: reader, Parquet, cipher, COPY, hash
#   infra/local/bench.sh dedupe [--sets demo,million,organisations,febrl1,febrl3] | dedupe --csv FILE --kind person|organisation --truth COLUMN
#       how many duplicates are found, and how many of those found are some, in records of which that is known; needs no server
#   infra/local/bench.sh chaos [--runs N] [--seed S] [--only RUN] [--faults NAME,...] [--scale X]
#       runs of the demo with a fault at a random moment each (docs/resilience.md), compared with the undisturbed run
#   infra/local/bench.sh nodes [--runs N] [--scale X]
#       a run on one node and on two, each behind a narrow line of its own
#   infra/local/bench.sh docs
#       writes docs/performance.md from the last results of both
# Results go to artifacts/bench: speed.json and speed.md, micro.json and micro.md, dedupe.json and dedupe.md, chaos.json, nodes.json.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

close() {
  local code=$?
  trap '' INT TERM
  end_child
  remove_own_instance
  exit "$code"
}

readonly RESULTS=$REPO/artifacts/bench
readonly USAGE="usage: infra/local/bench.sh speed [--rows N] [--sets crm,employees,zoo,twenty,large] [--peers pgloader,bare,mapped|none] [--runs N] | micro [--runs N] | dedupe [--sets demo,million,organisations,febrl1,febrl3] | dedupe --csv FILE --kind person|organisation --truth COLUMN | chaos [--runs N] [--seed S] [--only RUN] [--faults NAME,...] [--scale X] | nodes [--runs N] [--scale X] | docs"

write_docs() {
  local part
  for part in speed micro dedupe; do
    [[ -f $RESULTS/$part.md ]] || fail "artifacts/bench/$part.md is missing: run infra/local/bench.sh $part first."
  done
  {
    cat "$REPO/infra/local/performance.md"
    printf '\n## Beside others\n\n'
    cat "$RESULTS/speed.md"
    printf '\n## Link by link\n\n'
    cat "$RESULTS/micro.md"
    printf '\n## Duplicates\n\n'
    cat "$RESULTS/dedupe.md"
  } >"$REPO/docs/performance.md"
  say "Written: docs/performance.md"
}

measure_duplicates() {
  require_dotnet
  build_release tests/Reprise.Benchmarks
  BENCH_OUTPUT=$RESULTS BENCH_LABELLED=${BENCH_LABELLED:-$REPO/../shared/data/dedupe} dotnet "$PROGRAM" "$@" || fail "The benchmark did not end well; why is above."
  say "Written: artifacts/bench/dedupe.json"
}

case ${1:-} in
  speed | micro | chaos | nodes) ;;
  dedupe)
    # Relative paths of files are those of the caller.
    measure_duplicates "$@"
    exit 0
    ;;
  docs)
    write_docs
    exit 0
    ;;
  *) refuse "$USAGE" ;;
esac
trap close EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$REPO"
require_dotnet
require_node
forget_own_servers
export REPRISE_TEST_MYSQL=none REPRISE_TEST_MARIADB11=none REPRISE_MARIADB_BUFFER_POOL=${REPRISE_MARIADB_BUFFER_POOL:-2G} REPRISE_POSTGRES_SHARED_BUFFERS=${REPRISE_POSTGRES_SHARED_BUFFERS:-1GB}
new_instance bench
ensure_tools
[[ $1 != speed || (" $* " == *" --peers "* && " $* " != *pgloader*) ]] || command -v pgloader >/dev/null || install_packages pgloader
build_release functions/Reprise.Host
export BENCH_HOST=$PROGRAM
case $1 in
  chaos | nodes) build_release tests/Reprise.Chaos ;;
  *) build_release tests/Reprise.Benchmarks ;;
esac
BENCH=$PROGRAM
start_servers
export BENCH_OUTPUT=$RESULTS BENCH_PLANS=$REPO/infra/local/demo/config/plans
in_group dotnet "$BENCH" "$@" || fail "The benchmark did not end well; why is above."
say "Written: artifacts/bench/$1.json"
