# Sourced by www/build and tests/run: finds or installs what the wasm build needs, and says what is missing.

say() { printf '%s\n' "$*"; }
fail() { printf '%s: %s\n' "$0" "$*" >&2; exit 1; }

cache=${XDG_CACHE_HOME:-$HOME/.cache}/censet-lab

# The callers change to the repository's root; a relative path was meant from where the user is.
for variable in FASHION_MNIST_DIR CIFAR10_DIR; do
  [ -n "${!variable:-}" ] || continue
  folder=$(cd "${!variable}" 2>/dev/null && pwd) || fail "$variable is set, but there is no such folder."
  export "$variable=$folder"
done

need_tools() {
  command -v cargo >/dev/null && command -v rustc >/dev/null ||
    fail "cargo is missing: install Rust with rustup (https://rustup.rs)."
  command -v cc >/dev/null || command -v gcc >/dev/null || command -v clang >/dev/null ||
    fail "a C compiler is missing: Rust links with it (Debian: build-essential; macOS: xcode-select --install)."
  command -v node >/dev/null || fail "node is missing: install Node.js 20 or newer."
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] ||
    fail "Node.js $(node --version) is too old: version 20 or newer is needed."
}

need_wasm_target() {
  [ -d "$(rustc --print target-libdir --target wasm32-unknown-unknown)" ] && return
  command -v rustup >/dev/null ||
    fail "Rust's target wasm32-unknown-unknown is missing, and so is rustup, which would add it."
  say "Adding Rust's wasm target …"
  rustup target add wasm32-unknown-unknown || fail "rustup could not add the target wasm32-unknown-unknown."
}

# need_wasm_bindgen VERSION: sets $wasm_bindgen to the command of exactly that version, the crate's in Cargo.lock.
need_wasm_bindgen() {
  wasm_bindgen=$cache/wasm-bindgen-$1/bin/wasm-bindgen
  [ -x "$wasm_bindgen" ] && return
  say "Installing the wasm-bindgen command $1 into $cache (once, some minutes) …"
  # Not --locked: that version's own lock file may name a crate that is no longer to be had.
  cargo install --quiet wasm-bindgen-cli --version "$1" --root "$cache/wasm-bindgen-$1" ||
    fail "the wasm-bindgen command $1 could not be installed."
}
