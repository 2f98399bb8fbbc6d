#!/bin/sh
# The programs that tests run for real: Chromium looks at the page, axe-core at how accessible it is, pandoc reads what
# was rendered. Installs what is missing where apt-get and npm can; says what is missing where they cannot.
set -eu

AXE=4.14.1 # the one version, so that a new rule of theirs fails nobody's build by surprise
AXE_FOLDER=.venv/axe

has() {
    command -v "$1" >/dev/null 2>&1
}

axe_is_here() {
    grep -q "\"version\": \"$AXE\"" "$AXE_FOLDER/node_modules/axe-core/package.json" 2>/dev/null
}

missing=""
has chromium || missing="$missing chromium"
has pandoc || missing="$missing pandoc"
axe_is_here || has npm || missing="$missing npm"

if [ -n "$missing" ]; then
    if ! has apt-get; then
        echo "Please install:$missing (the tests run them)." >&2
        exit 1
    fi
    sudo=""
    [ "$(id -u)" = 0 ] || sudo="sudo"
    echo "Installing$missing ..."
    $sudo apt-get update -qq
    # shellcheck disable=SC2086 # a list of packages
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

if ! axe_is_here; then
    echo "Installing axe-core $AXE ..."
    mkdir -p "$AXE_FOLDER"
    npm install --prefix "$AXE_FOLDER" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts \
        --loglevel=error "axe-core@$AXE" >/dev/null
fi
