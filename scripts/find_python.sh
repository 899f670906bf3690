#!/bin/sh
# Print the command of a Python this project can run on (3.11 or newer, with venv and SQLite).
# Where there is none, say for each Python found why it will not do, and end with 1.
# PYTHON=/path/to/python chooses one by hand.

probe='
import sys
if sys.version_info < (3, 11):
    sys.exit("%d.%d < 3.11" % sys.version_info[:2])
missing = []
for name in ("venv", "ensurepip", "sqlite3", "ssl"):
    try:
        __import__(name)
    except ImportError:
        missing.append(name)
if missing:
    sys.exit("%d.%d, thiếu · lacks: %s" % (sys.version_info[:2] + (", ".join(missing),)))
'

reasons=""
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    if reason=$("$candidate" -c "$probe" 2>&1); then
        command -v "$candidate"
        exit 0
    fi
    reasons="$reasons
    $candidate: $(printf '%s' "$reason" | tail -n 1)"
done

cat >&2 <<END
Không tìm thấy Python dùng được: cần Python 3.11 trở lên, có venv và sqlite3.
No usable Python: version 3.11 or newer with venv and sqlite3 is needed.
  Đã thử · Tried:${reasons:-
    ${PYTHON:-python3}: không có trên máy này · not on this machine}
  Debian, Ubuntu:  apt install python3 python3-venv
  Fedora:          dnf install python3
  macOS:           brew install python
  Chọn bằng tay · To choose one: make run PYTHON=/path/to/python3.12
END
exit 1
