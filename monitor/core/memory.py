"""How much memory this process has needed at most, where the system tells."""

from __future__ import annotations

import sys

MIB = 1024 * 1024

if sys.platform == "win32":

    def peak_memory() -> int:
        """Return 0: Windows keeps no such figure in reach of the standard library."""
        return 0

else:
    import resource

    _UNIT = 1 if sys.platform == "darwin" else 1024
    """`ru_maxrss` counts bytes on macOS, KiB elsewhere (getrusage(2))."""

    def peak_memory() -> int:
        """Return the most bytes this process has held at once."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
