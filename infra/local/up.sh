#!/usr/bin/env bash
# Starts private MariaDB, MySQL, PostgreSQL and Azurite servers and leaves them running. Calling it again changes nothing.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

announce() {
  cat <<-TEXT
	$1

	  load the connection strings   . .reprise/env
	  stop                          infra/local/down.sh            (--purge removes the data too)
	  logs                          .reprise/local/*.log
	TEXT
}

[[ $# -eq 0 ]] || refuse "usage: infra/local/up.sh (no arguments; $1 is not known)"
require_node
use_instance "$LOCAL_INSTANCE"
if instance_answers; then
  announce "The servers run already."
  exit 0
fi

forget_own_servers
ensure_tools
# A start that fails half-way leaves nothing behind.
close() {
  local code=$?
  if ((code != 0)); then stop_servers; fi
  exit "$code"
}
trap close EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
start_servers
announce "The servers run."
