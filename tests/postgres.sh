# A private PostgreSQL for a command that sources this file: a cluster of its own in "$scratch", on a unix socket
# there and on a free loopback port. Sets MANDAT_TEST_POSTGRES_URL. The command brings `say`, `fail` and `attend`,
# and stops the server with stop_postgres however it ends.

postmaster=''

# Ends the postmaster that was started here, by its process id.
stop_postgres() {
    [ -n "$postmaster" ] || return 0
    kill -INT "$postmaster" 2>/dev/null || true
    wait "$postmaster" 2>/dev/null || true
    postmaster=''
}

# Prints the directory of the newest PostgreSQL server on this machine.
postgres_binaries() {
    local initdb
    initdb=$(command -v initdb || true)
    if [ -z "$initdb" ]; then
        initdb=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
    fi
    [ -x "$initdb" ] || return 1
    dirname "$(readlink -f "$initdb")"
}

install_postgres() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || fail \
        'no PostgreSQL server found (initdb, on PATH or under /usr/lib/postgresql): install one, or set MANDAT_TEST_POSTGRES_URL'
    # Debian's package makes and starts a cluster of its own unless told not to.
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
    export DEBIAN_FRONTEND=noninteractive
    attend apt-get -q update && attend apt-get -q install -y --no-install-recommends postgresql
}

# Puts the words in `as_owner` in front of whatever the cluster's owner runs: initdb and postgres refuse root.
# Where setpriv is there, the postmaster also ends when this script is killed outright and no trap can run.
choose_owner() {
    owner=$(id -un)
    as_owner=()
    if [ "$(id -u)" -eq 0 ]; then
        command -v setpriv >/dev/null || fail \
            'setpriv (util-linux) is missing: root needs it to run PostgreSQL as another user; or set MANDAT_TEST_POSTGRES_URL'
        owner=nobody
        if id postgres >/dev/null 2>&1; then owner=postgres; fi
        as_owner=(setpriv --reuid "$owner" --regid "$(id -g "$owner")" --clear-groups)
    fi
    if setpriv --pdeathsig INT true 2>/dev/null; then
        [ "${#as_owner[@]}" -gt 0 ] || as_owner=(setpriv)
        as_owner+=(--pdeathsig INT)
    fi
}

start_postgres() {
    local binaries data locale=C try waited port
    binaries=$(postgres_binaries) || fail 'PostgreSQL was installed, yet there is no initdb'
    choose_owner
    data=$scratch/pg
    mkdir -m 700 "$data"
    chmod 711 "$scratch"
    [ "$(id -u)" -ne 0 ] || chown "$owner" "$data"
    # Lower and upper case beyond ASCII need a locale that knows them.
    if locale -a 2>/dev/null | grep -qiE '^C\.utf-?8$'; then locale=C.UTF-8; fi

    (cd "$data" && "${as_owner[@]}" "$binaries/initdb" --pgdata="$data/cluster" --username=mandat_test \
        --auth=trust --encoding=UTF8 --locale="$locale" --no-sync >"$scratch/initdb.log" 2>&1) ||
        { cat "$scratch/initdb.log" >&2; fail 'initdb failed'; }

    # Below the ports that the kernel hands out by itself; taken ones are found out by trying.
    for try in 1 2 3 4 5 6 7 8; do
        port=$((20000 + RANDOM % 12000))
        (cd "$data" && exec "${as_owner[@]}" "$binaries/postgres" -D "$data/cluster" -p "$port" -k "$data" \
            -c listen_addresses=127.0.0.1 -c max_connections=300 \
            -c fsync=off -c full_page_writes=off -c synchronous_commit=off) >"$scratch/postgres.log" 2>&1 &
        postmaster=$!
        for ((waited = 0; waited < 300; waited++)); do
            # The eighth line of the file says "ready" once the server takes connections.
            if grep -qs '^ready' "$data/cluster/postmaster.pid"; then
                export MANDAT_TEST_POSTGRES_URL="postgres://mandat_test@127.0.0.1:$port/postgres"
                say "PostgreSQL: $("$binaries/postgres" --version), port $port"
                return
            fi
            kill -0 "$postmaster" 2>/dev/null || break
            sleep 0.1
        done
        kill -INT "$postmaster" 2>/dev/null || true
        wait "$postmaster" 2>/dev/null || true
        postmaster=''
        grep -qE 'could not (bind|create any TCP)' "$scratch/postgres.log" || break
        say "port $port is taken ($try)"
    done
    cat "$scratch/postgres.log" >&2
    fail 'PostgreSQL did not start'
}
