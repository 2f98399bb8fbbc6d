#!/bin/sh
# The programs that tests run for real: Chromium looks at the page, pandoc reads what was rendered.
# Installs what is missing where apt-get can; says what is missing where it cannot.
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v pandoc >/dev/null 2>&1 || missing="$missing pandoc"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1; then
    sudo=""
    [ "$(id -u)" = 0 ] || sudo="sudo"
    echo "Installing$missing ..."
    $sudo apt-get update -qq
    # shellcheck disable=SC2086 # a list of packages
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "Please install:$missing (the tests run them)." >&2
    exit 1
fi
