#!/usr/bin/env bash
# Builds everything, starts private servers, runs every test project and closes with `N passed, N failed, N skipped`.
# Arguments go to `dotnet test`, for example: infra/local/test.sh --filter-class '*RunDeciderTests'
#   REPRISE_SKIP_FORMAT=1   leaves out the check of the code's format
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# What stops the tests from running at all counts as one failure, so that the closing line never looks like success.
passed=0 failed=1 skipped=0

close() {
  local code=$?
  trap '' INT TERM
  end_child
  remove_own_instance
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped" >&3
  exit "$code"
}

# Publishing, building and installing at the same time: one after the other each leaves a processor idle for half of its time. What
# went wrong with the other two is said by those who need it, in a moment.
build() {
  say "Building ..."
  # A compiler server of our own: ending it with the build must not disturb the builds of other clones.
  SharedCompilationId=reprise-$$ in_group bash -c '
    . "$0/infra/local/lib.sh"
    INSTANCE=$1
    (build_release functions/Reprise.Host) 2>/dev/null &
    (ensure_tools) &
    code=0
    dotnet build Functions.sln -v q >"$1/build.log" 2>&1 || code=$?
    wait
    exit "$code"' "$REPO" "$INSTANCE" || {
    cat "$INSTANCE/build.log" >&2
    fail "Functions.sln does not build; the compiler's words are above. No test was run."
  }
}

# Spaces and the order of usings only: the build has just run the analyzers, and all of dotnet format would run them once more.
check_format() {
  [[ ${REPRISE_SKIP_FORMAT:-} != 1 ]] || return 0
  say "Checking the format ..."
  in_group bash -c '
    format() { dotnet format "$1" Functions.sln "${@:2}" --verify-no-changes --no-restore --exclude functions/Reprise.AzureFunctions; }
    format whitespace & spaces=$!
    format style --diagnostics IMPORTS --severity error & usings=$!
    code=0
    wait "$spaces" || code=$?
    wait "$usings" || code=$?
    exit "$code"' format >"$INSTANCE/format.log" 2>&1 || {
    cat "$INSTANCE/format.log" >&2
    fail "The code is not formatted as .editorconfig asks: run 'dotnet format Functions.sln --exclude functions/Reprise.AzureFunctions'. No test was run."
  }
}

# A project without tests that match a filter is no fault (exit code 8 of the test platform); none at all is one.
run_tests() {
  local log=$INSTANCE/tests.log code=0
  say "Testing ..."
  # shellcheck disable=SC2016 # for the inner shell; the pipe is inside the group: when it returns, the log is complete.
  in_group bash -c 'set -o pipefail; "${@:2}" 2>&1 | tee "$1"' tests "$log" \
    dotnet test --solution Functions.sln --no-build --max-parallel-test-modules 2 --no-progress --no-ansi \
    --ignore-exit-code 8 "$@" || code=$?
  read_totals "$log"
  # A run that failed without a failed test must not count as clean.
  if ((code != 0 && failed == 0)); then failed=1; fi
  ((failed == 0)) || fail "Tests failed: $failed. Which and why is above."
  ((passed > 0)) || fail "No test ran."
}

# Adds up the closing block of the test platform: `error` is a test project that ended badly without saying which test.
read_totals() {
  local totals
  totals=$(awk '
    /^Test run summary:/ { found = 1; delete n }
    found && $1 ~ /^(error|failed|succeeded|skipped):$/ && NF == 2 { n[$1] = $2 }
    END { if (found) print n["succeeded:"] + 0, n["failed:"] + n["error:"], n["skipped:"] + 0 }' "$1")
  [[ -n $totals ]] || fail "The test run ended without its summary."
  read -r passed failed skipped <<<"$totals"
}

# A signal may arrive while the output of a step goes to a file.
exec 3>&1
trap close EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$REPO"
require_dotnet
require_node
forget_own_servers
adopt_local_servers
new_instance test

# Two calls in one clone would write the same bin and obj folders: the second waits.
exec 9>"$STATE/build.lock"
flock --nonblock 9 || { say "Another build or test of this clone is under way; waiting for it ..."; flock 9; }

build
check_format
# The end-to-end tests run the program as it is published: what an operator gets, and a second less for each of some hundred commands.
build_release functions/Reprise.Host
export REPRISE_TEST_HOST=$PROGRAM
ensure_tools
start_servers
# On a developer's machine a test without its server is skipped; here it fails.
export REPRISE_REQUIRE_SERVERS=1
run_tests "$@"
