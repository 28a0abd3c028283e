# Sourced by the scripts that compile to WebAssembly: settles which Rust does it.
#
#   wasm_cargo ARGUMENT…   cargo for wasm32-unknown-unknown
#   wasm_toolchain         "rustup" or "debian" when one of them can compile to wasm, else nothing
#
# rustup's own target is preferred. Where it cannot be had (a network that offers packages only), Debian's rustc-web
# serves: it brings the source of std, which cargo then builds along (-Zbuild-std), and links with rustup's rust-lld.
# QUANDIAN_RUST=debian asks for that way although the other is there.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$here/scripts/versions.env"
export PATH="$here/.tools/bin:$PATH"

debian_std=/usr/lib/rustlib/src/rust/library/std

wasm_toolchain() {
    if [ "${QUANDIAN_RUST:-rustup}" = rustup ] && [ -d "$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null)" ]; then
        echo rustup
    elif [ -x /usr/bin/cargo ] && [ -e "$debian_std" ] && PATH="$(lld_path)" command -v rust-lld >/dev/null; then
        echo debian
    fi
}

lld_path() {
    local bin
    bin=$(rustc --print sysroot 2>/dev/null)/lib/rustlib/$(rustc -vV 2>/dev/null | sed -n 's/^host: //p')/bin
    echo "$bin:$PATH"
}

wasm_cargo() {
    case $(wasm_toolchain) in
        rustup) cargo "$@" ;;
        debian)
            PATH="$(lld_path)" RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort /usr/bin/cargo "$@"
            ;;
        *) echo "No Rust here compiles to wasm32-unknown-unknown: run scripts/setup" >&2; return 1 ;;
    esac
}
