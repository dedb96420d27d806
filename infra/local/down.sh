#!/usr/bin/env bash
# Stops what up.sh started and waits until it is gone. --purge removes the data and the passwords as well.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[[ $# -eq 0 || ($# -eq 1 && $1 == --purge) ]] || refuse "usage: infra/local/down.sh [--purge]"
use_instance "$LOCAL_INSTANCE"
stop_servers
if [[ ${1:-} == --purge ]]; then
  remove_instance
  echo "The servers are stopped and their data is removed."
else
  echo "The servers are stopped; their data is kept for the next infra/local/up.sh."
fi
