"""One go of a tool, measured from outside as the operating system accounts for it; and what faults do to it."""

import os
import signal
import subprocess
import time

# In seconds.
PATIENCE = 120
WAIT = 10


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
    """What is at the server after a fault and all that the tool's user does then: its posts, and whether the first go after a kill did nothing at all."""
    fault = FAULTS[name]
    is_killed = fault is not None and fault["Kind"] == "Hang"
    if fault:
        server.plan(fault | ({"Headers": _limits(time.time() + WAIT)} if "429" in name else {}))
    go = Go(tool, folder, kill_when=server.posts) if is_killed else Go(tool, folder)
    was_silent = False
    for attempt in range(2 if fault else 1):
        if fault and go.exit_code == 0 and not tool.is_run_by_cron:
            break
        if "429" in name:
            time.sleep(WAIT)
        if attempt > 0:
            tool.let_an_hour_pass(folder)
        before = len(server.requests())
        go = Go(tool, folder)
        was_silent |= is_killed and attempt == 0 and len(server.requests()) == before
    return len(server.posts()), was_silent


def _limits(until):
    reset = time.strftime("%Y-%m-%dT%H:%M:%S.000000Z", time.gmtime(until))
    return {"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
