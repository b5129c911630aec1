"""One go of a tool, measured from outside as the operating system accounts for it; and what faults do to it."""

import os
import signal
import subprocess
import time

PATIENCE = 60


class Go:
    """Wall and processor time in seconds, peak memory in MB, the exit code (negative: the signal), and whether it had to be ended."""

    def __init__(self, tool, folder, kill_when=None):
        started = time.monotonic()
        with open(folder / "said.txt", "ab") as said:
            environment = os.environ | tool.environment
            process = subprocess.Popen(
                [str(part) for part in tool.command(folder)], cwd=folder, env=environment, stdout=said, stderr=said, start_new_session=True
            )
            usage = self._wait(process, kill_when)
        self.wall = time.monotonic() - started
        self.processor = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024
        self.exit_code = process.returncode

    def _wait(self, process, kill_when):
        end = time.monotonic() + PATIENCE
        if kill_when is None:
            # Nothing but waiting: a look from time to time would cost the processors that are measured.
            signal.setitimer(signal.ITIMER_REAL, PATIENCE)
            signal.signal(signal.SIGALRM, lambda *_: os.killpg(process.pid, signal.SIGKILL))
        else:
            while not kill_when() and time.monotonic() < end:
                time.sleep(0.01)
            os.killpg(process.pid, signal.SIGKILL)
        _, status, usage = os.wait4(process.pid, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return usage


AFTER = {"Kind": "Status", "After": True, "Headers": {}, "Body": '{"error":"Something went wrong"}'}

FAULTS = {
    "killed (SIGKILL after the server took the post)": {"Kind": "Hang", "After": True},
    "connection dropped after it": {"Kind": "Drop", "After": True},
    "500 after it": AFTER | {"Status": 500},
    "504 after it": AFTER | {"Status": 504, "Body": "<html>504 Gateway Time-out</html>"},
    "429, not taken": {"Kind": "Status", "Status": 429, "Body": '{"error":"Too many requests"}'},
    "run a second time": None,
}


def suffer(tool, folder, server, name):
    """What is at the server after a fault and all that the tool's user does then: its posts, and whether a go passed in silence."""
    fault = FAULTS[name]
    if fault:
        server.plan(fault | ({"Headers": _limits(time.time() + 3)} if fault.get("Status") == 429 else {}))
    is_killed = fault is not None and fault["Kind"] == "Hang"
    last = Go(tool, folder, kill_when=lambda: server.posts()) if is_killed else Go(tool, folder)
    was_silent = False
    for attempt in range(1, 4):
        if fault and not tool.is_run_by_cron and last.exit_code == 0:
            break
        if not fault and attempt > 1:
            break
        before = len(server.requests())
        if fault and fault.get("Status") == 429:
            time.sleep(3.5)
        if attempt > 1:
            tool.let_an_hour_pass(folder)
        last = Go(tool, folder)
        was_silent |= is_killed and attempt == 1 and len(server.requests()) == before
    return len(server.posts()), was_silent


def _limits(until):
    reset = time.strftime("%Y-%m-%dT%H:%M:%S.000000Z", time.gmtime(until))
    return {"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
