#!/bin/sh
# tests/system/debian.sh: Debian's bash with jobs, and its python3 with threads and subprocesses
. "$(dirname -- "$0")/system.sh"
architecture=$(conf "$variant" debian)
python=$(LC_ALL=C apt-cache depends python3-minimal | sed -n 's/.*Depends: \(python3\.[0-9]*\)-minimal$/\1/p')
python=${python:-python3.11} # Debian 12's, where apt has no lists
files=$scratch/files

# unpacked FOLDER PACKAGE...: once for this build
unpacked()
{
	folder=$1
	shift
	[ -e "$folder/whole" ] || { sh "$source/tests/system/debian-files" "$architecture" "$folder" "$@" && : >"$folder/whole"; }
}

# found FOLDER NAME: the program or library of that name
found() { find "$1" \( -path "*/bin/$2" -o -path "*/lib*/$2" \) ! -type d | head -n 1; }

check "there is a bash" unpacked "$build/debian/bash" bash-static
mkdir -p "$scratch/bash/bin"
cp "$(found "$build/debian/bash" bash-static)" "$scratch/bash/bin/bash"
cat >"$scratch/bash/jobs.sh" <<'END'
set -m
trap 'echo "a trap"' USR1
kill -USR1 $$
[ "$(echo a | while read -r line; do echo "$line$line"; done)" = aa ] && echo "a pipe"
(exit 3)
[ $? = 3 ] && echo "a status"
read -r line < <(echo one)
[ "$line" = one ] && [ -p <(:) ] || exit 1
for i in {1..100}; do (exit $((i % 7))) & done
wait
(kill -STOP $BASHPID; exit 5) &
until jobs %+ | while read -r _ state _; do [[ $state = Stopped ]] || exit 1; done; do :; done
fg %+ >/dev/null
[ $? = 5 ] && echo "a job that was stopped"
echo "bash: ok"
END
check "bash, with jobs" says "bash: ok" "$kernel" "$scratch/bash" -- /bin/bash /jobs.sh
[ -z "$smp" ] || check "bash, with jobs, $smp" says "bash: ok" "$kernel" "$scratch/bash" $smp -- /bin/bash /jobs.sh

check "there is a $python" unpacked "$build/debian/python" "$python-minimal" "lib$python-minimal" "lib$python-stdlib" libc6 \
	libgcc-s1 zlib1g libexpat1
mkdir -p "$files/usr/bin" "$files/usr/lib" "$files/lib"
interpreter=$($readelf -lW "$(found "$build/debian/python" "$python")" | sed -n 's/.*interpreter: \(.*\)]/\1/p')
mkdir -p "$files$(dirname "$interpreter")"
cp -L "$(found "$build/debian/python" "$(basename "$interpreter")")" "$files$interpreter"
for library in libc.so.6 libgcc_s.so.1 libm.so.6 libz.so.1 libexpat.so.1; do
	cp -L "$(found "$build/debian/python" "$library*")" "$files/lib/$library"
done
cp "$(found "$build/debian/python" "$python")" "$files/usr/bin/python"
(cd "$build/debian/python/usr/lib" && tar -cf - "$python"/*.py "$python"/collections "$python"/encodings "$python"/re) |
	tar -C "$files/usr/lib" -xf -
cat >"$files/threads.py" <<'END'
import os, queue, signal, subprocess, sys, threading, time

child = [sys.executable, "-S", "-E", "-c"]
count = 0
lock = threading.Lock()

def work():
    global count
    for _ in range(100):
        with lock:
            count += 1

threads = [threading.Thread(target=work) for _ in range(20)]
for t in threads: t.start()
for t in threads: t.join()
assert count == 2000
done = subprocess.run(child + ["print(6 * 7); raise SystemExit(3)"], capture_output=True, text=True)
assert (done.returncode, done.stdout) == (3, "42\n")
sleeper = subprocess.Popen(child + ["import time; time.sleep(1000)"])
sleeper.terminate()
assert sleeper.wait() == -signal.SIGTERM
answers = queue.Queue()
threading.Timer(.05, answers.put, [5]).start()
assert answers.get(timeout=50) == 5
alarms = []
signal.signal(signal.SIGALRM, lambda number, frame: alarms.append(number))
signal.setitimer(signal.ITIMER_REAL, .02)
while not alarms: time.sleep(.01)
try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(1000)
except KeyboardInterrupt:
    pass
pid = os.fork()
if pid == 0:
    os._exit(4)
assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 4
print("python: ok")
END
run="--memory 512 -- /usr/bin/python -S -E /threads.py"
# shellcheck disable=SC2086
check "python, with threads and subprocesses" says "python: ok" "$kernel" "$files" $run
# shellcheck disable=SC2086
[ -z "$smp" ] || check "python, with threads and subprocesses, $smp" says "python: ok" "$kernel" "$files" $smp $run
finish
