"""Runs a program to its end in a process of its own and says what it cost.

usage: measure.py OUT PROGRAM [WORD …]: standard output goes to the file OUT; prints one JSON object with the processor
time (user and system, children included), the wall time and the most memory of any one process.
"""

import json
import os
import sys
import time


def main(out, words):
    begun = time.perf_counter()
    actions = [(os.POSIX_SPAWN_OPEN, 1, out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]
    child = os.posix_spawnp(words[0], words, os.environ, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    cost = {
        "exit": os.waitstatus_to_exitcode(status),
        "wall_s": time.perf_counter() - begun,
        "cpu_s": used.ru_utime + used.ru_stime,
        "rss_mb": used.ru_maxrss / 1024,
    }
    print(json.dumps(cost))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
