# What the playground's commands need of the machine, for a command that sources this file and brings `say` and `fail`.

# Installs packages of Debian where that is possible, otherwise says what is missing.
install() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || fail "missing: $*; install it and try again"
    say "missing: $*; installing it"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -q update && apt-get -q install -y --no-install-recommends "$@" || fail "apt-get could not install $*"
}

find_node() {
    command -v node >/dev/null || install nodejs
    command -v npm >/dev/null || install npm
    [ "$(node -p 'Number(process.versions.node.split(".")[0]) >= 18')" = true ] ||
        fail "node $(node --version) is too old: 18 is needed"
}

# Prints the path of the browser, wherever distributions put it.
browser_path() {
    local name
    for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome; do
        command -v "$name" && return
    done
    return 1
}

find_browser() {
    browser_path >/dev/null || install chromium
    browser=$(browser_path) || fail 'chromium was installed, yet it is not on PATH'
}

# The packages of package-lock.json, exactly.
install_packages() { npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; }
