"""Shared by the measurements against other programs: the generated newspapers, and the peers that read them.

The newspapers and the peers are a folder of their own beside the checkout (`--papers`): a server of 200 generated
papers on the loopback, and a runner that starts every peer and us as processes of their own, in interleaved rounds,
and counts CPU seconds, peak memory and requests. Left out, and said so, where the folder is not there.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Self, TypeVar

from bench._rounds import table
from monitor.collect.fetch import Fetcher
from monitor.core.clock import SystemClock
from monitor.core.items import Channel
from monitor.core.sources import Source, SourceKind, Tier

ROOT = Path(__file__).resolve().parents[1]
PAPERS = ROOT.parent / "shared" / "bench"
RUNNER = "run_peers.py"
OURS = "ours"
ROUNDS = 5
WORKERS = 8
"""As many threads as the product's collector and the peers use."""
LIMIT_S = 3600
_AGENT = "SoGDDT-GiamSat/1.0 (+https://so.vi.du/lien-he)"
_KIB = 1024

_Job = TypeVar("_Job")
_Answer = TypeVar("_Answer")


@dataclass(slots=True)
class Meter:
    """CPU and wall seconds and peak memory of the work done inside it, start-up left out."""

    wall_s: float = 0.0
    cpu_s: float = 0.0

    def __enter__(self) -> Self:
        self.wall_s, self.cpu_s = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall_s, self.cpu_s = time.perf_counter() - self.wall_s, time.process_time() - self.cpu_s

    def row(self, count: int, **more: object) -> dict[str, object]:
        """The figures of `count` pieces of work, as the runner reads them."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB
        return {
            "n": count,
            "wall_s": round(self.wall_s, 4),
            "cpu_s": round(self.cpu_s, 4),
            "per_s": round(count / self.wall_s, 1),
            "cpu_ms_each": round(self.cpu_s / count * 1000, 4),
            "peak_mib": round(peak, 1),
            **more,
        }


def fetcher() -> Fetcher:
    """The product's fetcher, allowed to ask the loopback."""
    return Fetcher(user_agent=_AGENT, clock=SystemClock(), allow_private=(ip_network("127.0.0.0/8"),))


def sources() -> list[Source]:
    """One source for each newspaper that the runner asks for. No wait between requests: the peers do not wait."""
    with urllib.request.urlopen(os.environ["BENCH_BASE"] + "/_ctl/sites") as answer:  # noqa: S310 - the runner's server
        feeds = json.load(answer)[: int(os.environ["BENCH_SITES"])]
    return [
        Source(f"bao-{n}", f"Báo {n}", SourceKind.RSS, url, Channel.PRESS_LOCAL, Tier.STATE, min_gap=timedelta(0))
        for n, url in enumerate(feeds)
    ]


def in_threads(work: Callable[[_Job], _Answer], groups: Sequence[Iterable[_Job]]) -> Iterator[_Answer]:
    """Work through groups side by side with as many threads as the product uses, each group in order."""
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        for answers in pool.map(lambda group: [work(job) for job in group], groups):
            yield from answers


def main(case: str, module: str, work: Callable[[Path], list[dict[str, object]]], told: str) -> None:
    """Run one case beside its peers and print the table; or, called by the runner, do the work once.

    Args:
        case: the runner's name of it.
        module: what the runner starts as us.
        work: does it once, given the folder of newspapers; returns the runner's rows.
        told: what is measured, for `--help`.
    """
    parser = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a few newspapers, one round")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--papers", type=Path, default=PAPERS, help="folder of newspapers and peers")
    parser.add_argument("--peers", default=sys.executable, help="the interpreter that has the peers installed")
    parser.add_argument("--as-peer", action="store_true", help="do the work once (the runner says where)")
    args = parser.parse_args()
    if args.as_peer:
        print(json.dumps(work(args.papers)))
    elif (args.papers / RUNNER).is_file():
        print(_compare(case, module, args))
    else:
        print(f"{case}: left out, no peers in {args.papers.name}/")


def _compare(case: str, module: str, args: argparse.Namespace) -> str:
    rounds = 1 if args.quick else max(1, args.rounds)
    with tempfile.TemporaryDirectory() as folder:
        command = [args.peers, str(args.papers / RUNNER), "--only", case, "--rounds", str(rounds), "--out", folder]
        command += ["--extra", f"{case}:{OURS}={sys.executable} -m {module} --as-peer --papers {args.papers}"]
        command += ["--quick"] if args.quick else []
        subprocess.run(command, cwd=ROOT, check=True, timeout=LIMIT_S, stdout=subprocess.DEVNULL)  # noqa: S603
        found = json.loads((Path(folder) / "results.json").read_text("utf-8"))["cases"][case]
    columns = ("peer", "CPU ms each", f"÷ {found['ref']} [range]", "peak MiB", "requests", "F1 by template")
    heading = f"{case}: {found['rounds']} interleaved rounds, medians; ratios within a round"
    return table(heading, columns, [_row(line) for line in found["summary"]])


def _row(line: dict[str, Any]) -> list[str]:
    name = f"{line['peer']} ({line['phase']})" if line.get("phase") else line["peer"]
    if "error" in line:
        return [name, "did not run", "", "", "", ""]
    low, high = line.get("cpu_vs_ref_range", (0.0, 0.0))
    return [
        name,
        f"{line['cpu_ms_each']:.2f}",
        f"{line['cpu_vs_ref']:.3f} [{low:.3f}-{high:.3f}]" if "cpu_vs_ref" in line else "",
        f"{line['peak_mib']:.0f}",
        f"{line['requests']:.0f}" if "requests" in line else "",
        " ".join(f"{score:.3f}" for score in line.get("f1_by_template", [])),
    ]
