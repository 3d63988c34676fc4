"""Runs a program to its end in a process of its own and says what it cost.

usage: measure.py OUT PROGRAM [WORD …]: standard output goes to the file OUT; prints one JSON object with the processor
time (user and system, children included), the wall time and the most memory of any one process. What runs for longer
than a quarter of an hour is ended.
"""

import json
import os
import signal
import sys
import tempfile
import threading
import time

LONGEST_S = 900


def main(out, words):
    with tempfile.TemporaryFile() as errors:
        into = [
            (os.POSIX_SPAWN_OPEN, 1, out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
            (os.POSIX_SPAWN_DUP2, errors.fileno(), 2),
        ]
        begun = time.perf_counter()
        child = os.posix_spawnp(words[0], words, os.environ, file_actions=into)
        limit = threading.Timer(LONGEST_S, lambda: os.kill(child, signal.SIGKILL))
        limit.start()
        _, status, used = os.wait4(child, 0)
        wall = time.perf_counter() - begun
        limit.cancel()
        errors.seek(0)
        told = errors.read().decode(errors="replace")
    cost = {
        "exit": os.waitstatus_to_exitcode(status),
        "wall_s": wall,
        "cpu_s": used.ru_utime + used.ru_stime,
        "rss_mb": used.ru_maxrss / 1024,
        "error": told[-2000:] if wall < LONGEST_S else "it was ended after a quarter of an hour",
    }
    print(json.dumps(cost))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
