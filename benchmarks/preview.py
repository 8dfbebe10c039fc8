"""Measures what an edit costs while `paper-catalog serve` runs, until its page shows it."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

PATIENCE = 300.0


def edit_seconds(command: Path, catalog: Path) -> float:
    """What all processes of a running preview take from the edit of one title until its page has it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = [str(command), "serve", "--catalog", str(catalog), "--port", str(port)]
    with subprocess.Popen(served, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            record = _first_record(catalog)
            address = f"http://127.0.0.1:{port}/papers/{record[1]}.html"
            _wait_for("", address)
            time.sleep(2)  # the watcher looks at all files once before it knows them
            before = _processor(process.pid)
            _edit(*record)
            _wait_for("Edited meanwhile", address)
            return _processor(process.pid) - before
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _first_record(catalog: Path) -> tuple[Path, str]:
    """The file that holds a record, and its id."""
    file = min((catalog / "records").iterdir())
    if file.suffix == ".yml":
        return file, file.stem
    found = re.search(r'"id": "([^"]+)"', file.read_text(encoding="utf-8"))
    assert found
    return file, found[1]


def _edit(file: Path, _: str) -> None:
    text = file.read_text(encoding="utf-8")
    yaml, json = re.compile(r"^title: .*$", re.M), re.compile(r'"title": "')
    pattern, new = (yaml, "title: Edited meanwhile") if file.suffix == ".yml" else (json, '"title": "Edited meanwhile ')
    file.write_text(pattern.sub(new, text, count=1), encoding="utf-8")


def _wait_for(text: str, address: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                if text in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.2)
    raise SystemExit(f"“{text}” was not shown by {address}")


def _processor(process: int) -> float:
    """Seconds of the processors that it and its ended children have taken."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
