"""Two people at the same moment: one wins, the other hears so, and nothing is lost or done twice."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import knowledge
from knowledge.review.errors import AlreadyDecided, DraftConflict
from knowledge.store import AuditLog, Generation
from knowledge.store.audit import AuditFilter
from tests.knowledge.review.conftest import ANNA, BRAM, CARLA, NOW, PLAIN, Desk, titled

REPOSITORY = Path(knowledge.__file__).parents[1]
SCRIPT = REPOSITORY / "tests" / "knowledge" / "store" / "processes" / "approve_version.py"


def published(desk: Desk) -> int:
    return AuditLog(desk.database).page(AuditFilter(action="publish")).total


def test_two_processes_approve_the_same_version(desk: Desk) -> None:
    version = desk.handed_in(PLAIN, ANNA)
    before = Generation(desk.database).current()
    processes = [
        subprocess.Popen(
            [sys.executable, "-W", "error", SCRIPT, str(desk.database.settings.path), str(version), person],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for person in (BRAM, CARLA)
    ]
    try:
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        said = sorted(process.communicate(timeout=300)[0].strip() for process in processes)
    finally:
        for process in processes:
            process.kill()
            process.wait()
    assert said == ["approved", "decided"]
    assert desk.shown(PLAIN) == version
    assert (published(desk), Generation(desk.database).current()) == (1, before + 1)


def test_threads_that_decide_differently(desk: Desk) -> None:
    version = desk.handed_in(PLAIN, ANNA)
    outcomes: list[str] = []
    barrier = threading.Barrier(3)

    def decide(name: str) -> None:
        acts = {
            "approve": lambda: desk.store.approve(version, BRAM, NOW),
            "return": lambda: desk.flow.send_back(version, "Graag korter.", CARLA, NOW),
            "withdraw": lambda: desk.store.withdraw(version, ANNA, NOW),
        }
        barrier.wait()
        try:
            acts[name]()
            outcomes.append(name)
        except AlreadyDecided:
            outcomes.append("late")

    threads = [threading.Thread(target=decide, args=(name,)) for name in ("approve", "return", "withdraw")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("late") == 2
    assert (desk.shown(PLAIN) == version) is ("approve" in outcomes)


def test_threads_that_save_the_same_revision(desk: Desk) -> None:
    draft = desk.flow.start(PLAIN, ANNA, NOW)
    saved: list[str] = []
    lost: list[DraftConflict] = []
    barrier = threading.Barrier(4)

    def save(title: str) -> None:
        barrier.wait()
        try:
            desk.store.save(draft.draft_id, draft.revision, titled(draft.text, title), BRAM, NOW)
            saved.append(title)
        except DraftConflict as conflict:
            lost.append(conflict)

    threads = [threading.Thread(target=save, args=(f"Titel {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(saved), len(lost)) == (1, 3)
    now = desk.store.draft_by_id(draft.draft_id)
    assert now.text == titled(draft.text, saved[0])
    texts = {saved[0], *(f"Titel {n}" for n in range(4) if any(f"Titel {n}" in c.mine.entry for c in lost if c.mine))}
    assert len(texts) == 4
