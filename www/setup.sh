# Sourced by www/build and tests/run: finds or installs what the wasm build needs, and says what is missing.

# To another file descriptor if the caller keeps output for later: an installation takes a while, and should be seen.
say() { printf '%s\n' "$*" >&"${say_to:-1}"; }
fail() { printf '%s: %s\n' "$0" "$*" >&2; exit 1; }

cache=${XDG_CACHE_HOME:-$HOME/.cache}/censet-lab

# The callers change to the repository's root; a relative path was meant from where the user is. The variables are those of
# the rows in src/core/dataset.
for variable in $(sed -n 's/^ *variable: "\([A-Z][A-Z0-9_]*\)",$/\1/p' "$(dirname "${BASH_SOURCE[0]}")"/../src/core/dataset/*.rs); do
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

# need_bindings: sets $bindings to the program that www/build-bindings is, compiled once for each state of its sources.
need_bindings() {
  local folder target
  folder=$cache/bindings-$(cat www/build-bindings/* | cksum | tr ' ' -)
  bindings=$folder/bin/build-bindings
  [ -x "$bindings" ] && return
  say "Compiling wasm-bindgen into $cache (once, about half a minute on two cores) …"
  target=$(mktemp -d)
  cargo install --quiet --locked --debug --path www/build-bindings --root "$folder" --target-dir "$target" ||
    { rm -rf "$target"; fail "wasm-bindgen did not compile (the compiler's messages are above)."; }
  rm -rf "$target"
}

# Others' crates, as cargo compiled them, are kept for the next checkout: they take most of the time of a first build. What
# is kept are copies, for one state of lock file, settings and compiler, of folders whose every use cargo checks itself; of
# this repository's crates there is nothing in it. So checkouts have nothing in common that they could spoil. There are two
# sets of folders: what the suite build makes, and what the others that compile do.
built="release page worker wasm32-unknown-unknown/page wasm32-unknown-unknown/worker"
checked="debug wasm32-unknown-unknown/debug"

# find_crates: sets $target_dir, cargo's folder, $kept, the cache's, and $new, the parts of the first that are not there.
find_crates() {
  local part
  target_dir=$(cargo metadata --quiet --no-deps --format-version 1 |
    node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).target_directory') || fail "cargo could not read the package."
  kept=$cache/crates-$({ cat Cargo.toml Cargo.lock .cargo/config.toml src/*/Cargo.toml && rustc -vV && { env | grep -E '^(RUSTFLAGS|CARGO_PROFILE_)' || true; } | sort; } | cksum | tr ' ' -)
  new=
  for part in $built $checked; do [ -d "$target_dir/$part" ] || new="$new $part"; done
}

# take_crates PART…: gives this checkout those parts, if they are new and kept.
take_crates() {
  local part taken=
  for part in "$@"; do
    case " $new " in *" $part "*) ;; *) continue ;; esac
    [ -d "$kept/$part" ] && [ ! -d "$target_dir/$part" ] || continue
    mkdir -p "$target_dir/$(dirname "$part")"
    # Times are part of what cargo checks.
    cp -a "$kept/$part" "$target_dir/$part" || rm -rf "${target_dir:?}/$part"
    taken=yes
  done
  [ -z "$taken" ] || touch "$kept"
}

# keep_crates PART…: keeps those parts that were new and are not kept; they must be complete, as nothing is added later.
keep_crates() {
  local part from file making
  for part in "$@"; do
    from=$target_dir/$part
    case " $new " in *" $part "*) ;; *) continue ;; esac
    [ -d "$from/deps" ] && [ ! -d "$kept/$part" ] || continue
    mkdir -p "$kept/$(dirname "$part")"
    making=$(mktemp -d "$kept/making.XXXXXX") && mkdir "$making/deps" && cp -a "$from/.fingerprint" "$from/build" "$making/" || continue
    rm -rf "$making"/.fingerprint/censet* "$making"/build/censet*
    for file in "$from"/deps/*; do
      case ${file##*/} in
        *censet*) ;;
        *.rlib | *.rmeta | *.d | lib*.so | lib*.dylib) cp -a "$file" "$making/deps/" ;;
      esac
    done
    # Unlike mv, this fails if another checkout was faster.
    node -e 'fs.renameSync(...process.argv.slice(1))' "$making" "$kept/$part" 2>/dev/null || rm -rf "$making"
  done
  # Of older states the last two stay.
  find "$cache" -maxdepth 1 -name 'crates-*' -print | while read -r file; do
    [ "$(find "$cache" -maxdepth 1 -name 'crates-*' -newer "$file" | wc -l)" -lt 3 ] || rm -rf "$file"
  done
}

# need_packages FOLDER WHAT: the npm packages that its package-lock.json names, once for each state of that file and each kind
# of machine, as some hold programs.
need_packages() {
  local stamp
  stamp=$1/node_modules/.installed-$(uname -sm | tr ' ' -)
  cmp -s "$1/package-lock.json" "$stamp" && return
  command -v npm >/dev/null || { echo "npm is missing; it comes with Node.js (https://nodejs.org), on some systems as a package of its own."; return 1; }
  say "Installing $2 …"
  (cd "$1" && npm ci --prefer-offline --no-progress --ignore-scripts) && cp "$1/package-lock.json" "$stamp"
}
need_bundler() { need_packages www "esbuild, which joins the page's scripts"; }
