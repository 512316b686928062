"""Nothing lost: kill -9, a full disk, a folder that cannot be written, two at once."""

import multiprocessing
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
COUNT, BATCH, KILLS, KILLS_OF_ONE = 300, 20, 26, 9


def start(
    ledger: Path, ready: Path, *, workers: int = 0, pause: float = 0.001, **limits: object
) -> "subprocess.Popen[bytes]":
    ready.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.cluster.fake", ledger, COUNT, workers, BATCH, ready, pause]
    return subprocess.Popen([str(word) for word in command], cwd=ROOT, stderr=subprocess.PIPE, **limits)  # type: ignore[call-overload, no-any-return]


def wait_for(path: Path, process: "subprocess.Popen[bytes]") -> None:
    while not path.exists() and process.poll() is None:
        time.sleep(0.005)


def work(pid: int, seconds: float) -> None:
    """Wait until a process has used so much more of the processor, or is done: on a busy machine the clock says little."""
    if not Path("/proc/self/stat").exists():
        time.sleep(seconds)
        return
    start, until = used(pid), time.monotonic() + 30
    while used(pid) - start < seconds and time.monotonic() < until:
        time.sleep(0.005)


def used(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("inf")
    return float("inf") if fields[0] == "Z" else sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    ledger = Ledger.open(tmp_path_factory.mktemp("whole") / "ledger", create=True)
    run(ledger.url, COUNT, 0, BATCH)
    return ledger


@pytest.fixture(scope="module")
def undisturbed(whole: Ledger) -> tuple[list[object], list[object]]:
    return rows(whole)


def test_a_killed_ingest_resumes_and_ends_as_an_undisturbed_one(
    tmp_path: Path, undisturbed: tuple[list[object], list[object]]
) -> None:
    chance, kills, grown, place = random.Random(11), 0, [], 0
    forked = multiprocessing.get_context("forkserver")
    forked.set_forkserver_preload(["tests.cluster.fake", "chancery.cluster"])
    while kills < KILLS:
        ledger, ready = tmp_path / f"ledger{place}", tmp_path / "ready"
        place += 1
        for turn in range(KILLS_OF_ONE + 1):
            ready.unlink(missing_ok=True)
            told = (str(ledger), COUNT, int(turn == 3), BATCH, str(ready), 0.001)
            process = forked.Process(target=run, args=told)
            process.start()
            if turn < KILLS_OF_ONE:
                # Twice in the midst of starting, else while it reads and commits.
                while turn > 1 and not ready.exists() and process.is_alive():
                    time.sleep(0.005)
                work(process.pid or 0, chance.uniform(0.0, 0.4))
                process.kill()
            process.join()
            if (ledger / "articles" / "_delta_log").exists():
                there = [row["id"] for row in rows(Ledger.open(ledger, create=True))[0]]  # type: ignore[index]
                assert len(set(there)) == len(there)
                grown.append(len(there))
            kills += process.exitcode == -signal.SIGKILL
            if process.exitcode != -signal.SIGKILL:
                assert process.exitcode == 0
                break
        assert rows(Ledger.open(ledger)) == undisturbed
        assert list(Ledger.open(ledger).check()) == []
    assert len({count for count in grown if count < len(undisturbed[0])}) > 3, f"too few different moments: {grown}"


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


@pytest.mark.model
def test_the_real_reader_is_killed_and_resumes(tmp_path: Path) -> None:
    from chancery.article.sources import articles
    from chancery.cluster import ingest
    from chancery.reading import Reader

    reader = Reader()
    told = "{0} imposed sanctions on {1} on Monday. The minister said that talks would go on in {0}. Report {2}."
    states = ("Peru", "Chile", "Kenya", "Canada", "Norway")
    pairs = [(states[number % 5], states[(number + 1 + number // 5 % 4) % 5], number) for number in range(60)]
    (tmp_path / "in").mkdir()
    for pair in pairs:
        (tmp_path / "in" / f"{pair[2]:03}.txt").write_text(told.format(*pair) + " It rained." * 20)
    whole = Ledger.open(tmp_path / "whole", create=True)
    ingest(articles([tmp_path / "in"]), whole, make_reader=lambda: reader, workers=0)
    command = [
        sys.executable,
        "-m",
        "chancery",
        "ingest",
        tmp_path / "in",
        "--into",
        tmp_path / "ledger",
        "--workers",
        "1",
    ]
    for pause in (0.0, 0.2, 0.5):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        wait_for(tmp_path / "ledger" / "articles" / "_delta_log", process)
        time.sleep(pause)
        process.kill()
        process.wait()
    done = subprocess.run(command, stderr=subprocess.PIPE)
    assert done.returncode == 0, done.stderr
    assert rows(Ledger.open(tmp_path / "ledger")) == rows(whole)
    assert list(whole.check()) == []
    assert whole.events(event="SANCTION", status="occurred").num_rows > 0
