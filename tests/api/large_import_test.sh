#!/usr/bin/env bash
# A large text file is imported in bounded memory, under a limit of 512 MB that the system enforces: four times the rows take
# hardly more. On a terminal it says how long it will still take; Ctrl-C stops it and leaves nothing. Made-up data.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >events.yaml <<'YAML'
profile: made-up-events
type: event
crs: EPSG:4326
country_box: [9, 3, 13, 7]
fields: {name: number, kind: {constant: suspected_area}, happened_on: day, location: {lon: lon, lat: lat}}
YAML
exec python3 - <<'PY'
import hashlib, json, os, pty, re, resource, subprocess, sys, time

tilth = os.environ["TILTH"]
def fail(words):
    sys.exit("FAILED: " + words)

def write(name, megabytes):
    """A register of wide rows, 1 KB each; most columns are not mapped."""
    filler = ",".join("made up words of a wide table in column %d" % i for i in range(22))
    with open(name, "w") as out:
        out.write("number,day,lon,lat," + ",".join("extra_%d" % i for i in range(22)) + "\n")
        row = 0
        while out.tell() < megabytes << 20:
            out.writelines(f"E-{i},{2000 + i % 20}-{i % 12 + 1:02}-{i % 28 + 1:02},{10 + i * 7919 % 2000000 / 1e6:.6f},{4 + i * 104729 % 2000000 / 1e6:.6f},{filler}\n" for i in range(row, row + 4000))
            row += 4000
    return row

def limited():
    resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20))

def peak(name, rows):
    """MB that the import took at most; imported under the limit."""
    programme = name + ".gpkg"
    subprocess.run([tilth, "init", programme], check=True, stdout=subprocess.DEVNULL)
    child = subprocess.Popen([tilth, "--json", "import", programme, name, "--profile", "events.yaml"], stdout=open(name + ".json", "w"), preexec_fn=limited)
    _, status, used = os.wait4(child.pid, 0)
    if status != 0: fail(f"{name}: status {status} under the limit")
    answer = json.load(open(name + ".json"))
    if answer["created"] != rows: fail(f"{name}: {answer['created']} of {rows} rows")
    os.remove(programme)
    return used.ru_maxrss / 1024

small, large = write("small.csv", 50), write("large.csv", 200)
few, many = peak("small.csv", small), peak("large.csv", large)
print(f"{few:.0f} MB for a file of 50 MB, {many:.0f} MB for one of 200 MB")
if many > few + 100: fail("memory grows with the file")

def digest():
    return hashlib.sha256(open("p.gpkg", "rb").read()).hexdigest()

subprocess.run([tilth, "init", "p.gpkg"], check=True, stdout=subprocess.DEVNULL)
before = digest()
child, terminal = pty.fork()
if child == 0: os.execv(tilth, [tilth, "import", "p.gpkg", "large.csv", "--profile", "events.yaml"])
seen, stopped, end = "", False, time.monotonic() + 120
while time.monotonic() < end:
    try: piece = os.read(terminal, 4096)
    except OSError: break
    if not piece: break
    seen += piece.decode(errors="replace")
    if not stopped and re.search(r"reading large\.csv: [0-9,]+ of [0-9,]+ \([1-9]\d? %\), [0-9 a-z]+ left", seen):
        os.write(terminal, b"\x03")
        stopped = True
_, status = os.waitpid(child, 0)
if not stopped: fail("no progress with time left was shown: " + seen[-400:])
if not os.WIFEXITED(status) or os.WEXITSTATUS(status) != 3: fail(f"stopped by Ctrl-C with status {status}: {seen[-400:]}")
if "Stopped as asked; nothing was changed" not in seen: fail("it does not say that it stopped: " + seen[-400:])
if digest() != before: fail("an import that was stopped changed the file")
left = sorted(set(os.listdir(".")) - {"p.gpkg", "p.gpkg.lock", "events.yaml", "small.csv", "large.csv", "small.csv.json", "large.csv.json", "small.csv.gpkg.lock", "large.csv.gpkg.lock", "small.csv.gpkg.keys", "large.csv.gpkg.keys"})
if left: fail(f"an import that was stopped left {left}")
verify = subprocess.run([tilth, "--json", "verify", "p.gpkg"], capture_output=True, check=True)
if json.loads(verify.stdout)["records"] != 0: fail("an import that was stopped left records")
print("large imports: passed")
PY
