#!/usr/bin/env bash
# Writes docs/fidelity.md: what becomes of values that a migration easily gets wrong, Reprise's answer beside pgloader's.
# Reprise's answers are those of the cases in tests/Reprise.Fidelity, which are tested first; pgloader's are what it does now.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

OUT=$REPO/docs/fidelity.md
TESTS=tests/Reprise.EndToEnd.Tests

close() {
  local code=$?
  trap '' INT TERM
  end_child
  rm -f "$OUT.new"
  remove_own_instance
  exit "$code"
}

build() {
  say "Building ..."
  SharedCompilationId=reprise-$$ in_group dotnet build "$TESTS" -c Release -v q >"$INSTANCE/build.log" 2>&1 || {
    cat "$INSTANCE/build.log" >&2
    fail "$TESTS does not build; the compiler's words are above."
  }
}

[[ $# -eq 0 ]] || refuse "usage: infra/local/fidelity.sh (no arguments; $1 is not known)"
trap close EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$REPO"
require_dotnet
require_node
forget_own_servers
adopt_local_servers
ensure_tools
command -v pgloader >/dev/null || install_packages pgloader
new_instance fidelity

# Two calls in one clone would write the same bin and obj folders: the second waits.
exec 9>"$STATE/build.lock"
flock --nonblock 9 || { say "Another build or test of this clone is under way; waiting for it ..."; flock 9; }
build
start_servers

say "Testing Reprise's answers ..."
export REPRISE_REQUIRE_SERVERS=1
in_group dotnet "$TESTS/bin/Release/net10.0/Reprise.EndToEnd.Tests.dll" -class '*FidelityTests*' >&2 ||
  fail "Reprise's answers are not those of the cases; which is above."

say "Asking pgloader ..."
in_group dotnet tests/Reprise.Fidelity/bin/Release/net10.0/Reprise.Fidelity.dll --mariadb "$REPRISE_TEST_MARIADB" \
  --postgres "$REPRISE_TEST_POSTGRES" --package "$(dpkg-query --show --showformat='${Version}' pgloader 2>/dev/null || true)" \
  --out "$OUT.new" || fail "pgloader's answers are not complete; why is above."
mv "$OUT.new" "$OUT"
say "Written: docs/fidelity.md"
