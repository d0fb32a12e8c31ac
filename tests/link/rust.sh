#!/bin/sh
# tests/link/rust.sh: a program in Rust takes layers 0 and 1, by bindings of bindgen: examples/link/rust
. "$(dirname -- "$0")/check.sh"
rust=$source/examples/link/rust prefix=$scratch/prefix
# Debian's, not another that comes first; and the libclang that its bindgen is for.
rustc=/usr/bin/rustc
libclang=$(ls -d /usr/lib/llvm-*/lib/libclang*.so* 2>/dev/null | sort -V | head -n 1)

cat >"$scratch/expected" <<'END'
ping
pong
ping
pong
a kernel thread
it has returned 42
and is freed
END
installs() { $cmake --install "$build" --component hosted --prefix "$prefix"; }
# builds FOLDER: the example there
builds()
{
	PKG_CONFIG_PATH=$prefix/lib/pkgconfig LIBCLANG_PATH=${libclang%/*} \
		make -C "$1" VARIANT="$variant" BUILD="$scratch/built" RUSTC=$rustc BINDGEN=/usr/bin/bindgen
}
runs() { "$scratch/built/threads" >"$scratch/said" && cat "$scratch/said" && diff "$scratch/expected" "$scratch/said"; }

# changed EXPRESSION: builds it after that edit of sed
changed()
{
	rm -rf "$scratch/built" "$scratch/rust" && cp -r "$rust" "$scratch/rust" && sed -i "$1" "$scratch/rust/main.rs" &&
		! cmp -s "$rust/main.rs" "$scratch/rust/main.rs" && builds "$scratch/rust"
}
check "Debian's rustc and bindgen are there: ./kspawn test installs them" test -x $rustc -a -x /usr/bin/bindgen
check "the package is installed" installs
check "bindgen and rustc build it" builds "$rust"
check "without Rust's standard library" grep -q '^#!\[no_std\]' "$rust/main.rs"
check "its two threads switch, and its kernel thread runs, stops and is freed" runs
# Without rustfmt, bindgen writes a space there.
bound() { grep -q "pub fn $1 *(" "$scratch/built/kspawn.rs"; }
check "a function of layer 0 is bound" bound kspawn_copy_thread
check "a function of layer 1 is bound" bound kspawn_kthread_run
refuse "an unknown function is not" bound kspawn_nothing
check "a thread that is never switched to: it is built" changed 's/kspawn_switch_to(PING.get(), PONG.get());//'
refuse "it is found" runs
check "a task that the hook does not put: it is built" changed 's/kspawn_task_put(leader);/let _ = leader;/'
refuse "it is found" runs
other_version()
{
	! changed 's/^use kspawn::\*;/&\nextern "C" { static kspawn_abi_0: ctypes::c_char; }/; s/&kspawn_abi_2/\&kspawn_abi_0/' \
		>"$scratch/link" 2>&1 && grep "undefined reference to .kspawn_abi_0" "$scratch/link"
}
check "another version of the library does not link" other_version
finish
