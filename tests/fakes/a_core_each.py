"""Every process of a run computes in one thread: processes share the cores, threads of each would wait for the others'.

The names are read by libraries loaded later, and by the programs that tests start; what a plugin loaded is told itself.
"""

from __future__ import annotations

import os

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def keep_to_one_thread() -> None:
    """Unless the tester says otherwise."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
    threadpool_limits(int(os.environ[THREADS[0]]))


keep_to_one_thread()
