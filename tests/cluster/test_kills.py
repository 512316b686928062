"""Nothing lost: kill -9, a full disk, a folder that cannot be written, two at once."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chancery.ledger import Ledger
from tests.cluster.fake import rows, run

ROOT = Path(__file__).resolve().parents[2]
COUNT, BATCH, KILLS = 400, 20, 26


def start(
    ledger: Path, ready: Path, *, workers: int = 0, pause: float = 0.001, **limits: object
) -> "subprocess.Popen[bytes]":
    ready.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.cluster.fake", ledger, COUNT, workers, BATCH, ready, pause]
    return subprocess.Popen([str(word) for word in command], cwd=ROOT, stderr=subprocess.PIPE, **limits)  # type: ignore[call-overload, no-any-return]


def wait_for(path: Path, process: "subprocess.Popen[bytes]") -> None:
    while not path.exists() and process.poll() is None:
        time.sleep(0.005)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[object], list[object]]:
    url = str(tmp_path_factory.mktemp("whole") / "ledger")
    run(url, COUNT, 0, BATCH)
    return rows(Ledger.open(url))


def test_a_killed_ingest_resumes_and_ends_as_an_undisturbed_one(
    tmp_path: Path, undisturbed: tuple[list[object], list[object]]
) -> None:
    chance, kills, grown, place = random.Random(11), 0, set(), 0
    while kills < KILLS:
        ledger, ready = tmp_path / f"ledger{place}", tmp_path / "ready"
        place += 1
        while True:
            process = start(ledger, ready, workers=int(kills % 5 == 4))
            # Now and then in the midst of starting, else while it reads and commits.
            if chance.random() < 0.9:
                wait_for(ready, process)
            time.sleep(chance.uniform(0.0, 0.7))
            if process.poll() is not None:
                break
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
            if (ledger / "articles" / "_delta_log").exists():
                there = rows(Ledger.open(ledger, create=True))[0]
                grown.add(len(there))
                assert len({row["id"] for row in there}) == len(there)  # type: ignore[index]
        assert process.returncode == 0, process.stderr.read() if process.stderr else ""
        assert rows(Ledger.open(ledger)) == undisturbed
        assert list(Ledger.open(ledger).check()) == []
    assert len(grown) > 5, "the kills fell on too few different moments"


def test_workers_end_with_the_ingest_that_is_killed(tmp_path: Path) -> None:
    process = start(tmp_path / "ledger", tmp_path / "ready", workers=1, pause=0.05)
    wait_for(tmp_path / "ready", process)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        pytest.skip("needs /proc")
    workers = [int(name) for name in children.read_text().split()]
    assert workers
    process.kill()
    process.wait()
    until = time.monotonic() + 20
    while any(_alive(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(_alive(worker) for worker in workers)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_two_ingests_at_once_both_arrive(tmp_path: Path, undisturbed: tuple[list[object], list[object]]) -> None:
    both = [start(tmp_path / "ledger", tmp_path / f"ready{number}") for number in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert rows(Ledger.open(tmp_path / "ledger")) == undisturbed


def limit_files() -> None:
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path, undisturbed: tuple[list[object], list[object]]) -> None:
    process = start(tmp_path / "ledger", tmp_path / "ready", preexec_fn=limit_files)
    _, told = process.communicate()
    assert process.returncode == 1
    assert b"LedgerError" in told
    assert b"cannot be written" in told or b"cannot be made" in told
    before = len(rows(Ledger.open(tmp_path / "ledger", create=True))[0])
    assert before < len(undisturbed[0])
    run(str(tmp_path / "ledger"), COUNT, 0, BATCH)
    assert rows(Ledger.open(tmp_path / "ledger")) == undisturbed


def test_a_full_file_system(tmp_path: Path, undisturbed: tuple[list[object], list[object]]) -> None:
    if os.getuid() != 0:
        pytest.skip("only root may mount a small file system")
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=320k", "none", small], capture_output=True).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        process = start(small / "ledger", tmp_path / "ready")
        _, told = process.communicate()
        assert process.returncode == 1
        assert b"LedgerError" in told
        assert len(rows(Ledger.open(small / "ledger"))[0]) < len(undisturbed[0])
        subprocess.run(["mount", "-o", "remount,size=64m", small], check=True)
        run(str(small / "ledger"), COUNT, 0, BATCH)
        assert rows(Ledger.open(small / "ledger")) == undisturbed
    finally:
        subprocess.run(["umount", small], check=True)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    process = start(tmp_path / "file" / "ledger", tmp_path / "ready")
    _, told = process.communicate()
    assert process.returncode == 1
    assert b"LedgerError" in told
    assert str(tmp_path / "file" / "ledger").encode() in told
