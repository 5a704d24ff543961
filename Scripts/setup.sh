# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034 # the lists at the end are for those who source this
# Sourced by ./mainstay and ./test: brings a Debian machine to where the project builds. Asks nothing.

say() { printf '%s\n' "mainstay: $*" >&2; }
fail() {
    say "$1"
    [ -z "${2:-}" ] || say "hint: $2"
    exit 70
}

# need_packages PACKAGE…: installs those that are missing.
need_packages() {
    missing=
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null 2>&1 ||
        fail "These packages are missing and this is no Debian system:$missing." "Install them by your system's means."
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n"; else
            fail "These Debian packages are missing and only root can install them:$missing." \
                "Run: sudo apt-get install$missing"
        fi
    fi
    say "installing$missing"
    log=$(mktemp)
    # shellcheck disable=SC2086 # both are lists of words
    if ! DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y --no-install-recommends $missing >"$log" 2>&1; then
        $as_root apt-get update >>"$log" 2>&1 || true
        # shellcheck disable=SC2086
        if ! DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y --no-install-recommends $missing >>"$log" 2>&1
        then
            tail -n 5 "$log" >&2
            fail "Debian's packages could not be installed:$missing." "Check the network and run this again."
        fi
    fi
    rm -f "$log"
}

# need_swift: a Swift toolchain of at least 6.2.
need_swift() {
    command -v swift >/dev/null 2>&1 ||
        fail "Swift is not installed, or not on the PATH." "Install Swift 6.2 or later from swift.org."
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
    major=${version%%.*}
    minor=${version#*.}
    if [ "${major:-0}" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 2 ]; }; then
        fail "Swift ${version:-of an unknown version} is too old." "Install Swift 6.2 or later from swift.org."
    fi
}

# What the build needs, and what the tests need besides.
build_packages="g++ git libarchive-dev libsimdjson-dev libsqlite3-dev pkg-config"
test_packages="gnupg gpgv nginx-light openssh-client shfmt zip zstd"
