#!/bin/sh
# Sees to the programs that the tests drive: PostgreSQL, chromium, Java, Node.
# Root on Debian or Ubuntu has them installed; anybody else is shown what is missing and what it costs.
set -eu

missing=""
packages=""
need() { # program, package, what is skipped without it
    if ! command -v "$1" >/dev/null && ! ls /usr/lib/postgresql/*/bin/"$1" >/dev/null 2>&1; then
        missing="$missing  $1 (package $2): without it, $3\n"
        packages="$packages $2"
    fi
}
look() {
    missing=""
    packages=""
    need initdb postgresql "the suite isn't run on PostgreSQL"
    need chromium chromium "the tests in a browser are skipped"
    need java default-jre-headless "HTML isn't checked by the standard"
    need npm npm "accessibility and HTML aren't checked"
    python3 -c 'import ensurepip' 2>/dev/null || [ -x .venv/bin/python ] || packages="$packages python3-venv"
}

look
if [ -n "$packages" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing$packages ..."
    apt-get update -qq
    # shellcheck disable=SC2086 # a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
    look
fi
if [ -n "$missing" ]; then
    printf "Missing:\n$missing"
    if [ "${CI:-}" = true ]; then
        echo "Under CI nothing may be skipped."
        exit 1
    fi
fi
