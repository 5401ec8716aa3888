"""The `monitor` command: every command by its name, and what is said when one fails.

The commands are declared in `monitor.commands.*_cli` (arguments and help); the work is in the modules beside.

Records go to standard output, progress and logs to standard error. Exit status: 0 done, 1 failure, 2 usage or settings,
3 done but some lines refused.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from monitor.commands import (
    accounts_cli,
    asking_cli,
    intake_cli,
    items_cli,
    keeping_cli,
    learning_cli,
    messaging_cli,
    privacy_cli,
    running_cli,
    sources_cli,
)
from monitor.commands.case_acts import case
from monitor.commands.help_words import run_told
from monitor.commands.press_duties import press
from monitor.commands.records import EXIT_FAILURE, EXIT_USAGE
from monitor.core.errors import ConfigError, MonitorError, RecordError, StorageError, StorageTrouble
from monitor.core.settings import load_settings
from monitor.logs import set_up_logging

cli = typer.Typer(
    name="monitor", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False,
    help="Giám sát báo chí, mạng xã hội và phát hiện sự cố truyền thông của ngành giáo dục.",
)  # fmt: skip
COMMANDS: dict[str, Callable[..., None]] = {
    "classify": items_cli.classify,
    "stories": items_cli.stories,
    "feed": items_cli.feed,
    "extract": items_cli.extract,
    "export": items_cli.export,
    "poll": running_cli.poll,
    "replay": running_cli.replay,
    "explain": asking_cli.explain,
    "drill": running_cli.drill,
    "train": learning_cli.train,
    "learn": learning_cli.learn,
    "evaluate": learning_cli.evaluate,
    "report": asking_cli.report,
    "run": running_cli.run,
    "worker": running_cli.worker,
    "scheduler": running_cli.scheduler,
    "web": running_cli.web,
    "demo": running_cli.demo,
    "sample-archive": running_cli.sample_archive,
    "doctor": keeping_cli.doctor,
    "add": intake_cli.add,
    "import": intake_cli.import_file,
    "backup": keeping_cli.backup,
    "restore": keeping_cli.restore,
    "migrate": keeping_cli.migrate,
    "trace": asking_cli.trace,
    "mailbox": intake_cli.mailbox,
    "retention": privacy_cli.retention,
}
"""In the order of `monitor --help`."""
GROUPS = (
    sources_cli.sources,
    messaging_cli.alerts,
    messaging_cli.zalo,
    accounts_cli.accounts,
    accounts_cli.audit,
    case,
    press,
    privacy_cli.person,
    privacy_cli.privacy,
)


@cli.callback()
def root(verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Ghi nhật ký chi tiết.")] = False) -> None:  # noqa: FBT002 - a flag
    """Set logging up: in English, for the IT officer."""
    try:
        settings = load_settings()
    except ConfigError:  # whichever command needs them says what is wrong with them
        set_up_logging(verbose=verbose)
    else:
        set_up_logging(verbose=verbose, as_json=settings.log_format == "json", file=settings.log_file)


for _name, _command in COMMANDS.items():
    cli.command(_name)(_command)
for _group in GROUPS:
    cli.add_typer(_group)


def _told_of_storage(error: StorageError) -> str:
    """What ails the database and the way back; a request that was wrong is told as such."""
    from monitor.commands import keeping

    if error.trouble is StorageTrouble.OTHER:
        return f"Không thực hiện được: {error}"
    return keeping.explain_trouble(error, load_settings())


def main() -> None:
    """Run the command; settings faults are listed in Vietnamese and end with status 2."""
    try:
        sys.exit(run_told(cli))
    except ConfigError as error:
        sys.stderr.write(f"Cấu hình có {len(error.faults)} lỗi:\n")
        for fault in error.faults:
            sys.stderr.write(f"  {fault}\n")
        sys.exit(EXIT_USAGE)
    except RecordError as error:
        sys.stderr.write(f"Dữ liệu vào không dùng được: {error}\n")
        sys.exit(EXIT_USAGE)
    except StorageError as error:
        sys.stderr.write(f"{_told_of_storage(error)}\n")
        sys.exit(EXIT_FAILURE)
    except MonitorError as error:
        sys.stderr.write(f"Không thực hiện được: {error}\n")
        sys.exit(EXIT_FAILURE)
    except FileNotFoundError as error:
        sys.stderr.write(f"Không tìm thấy tệp: {error.filename}\n")
        sys.exit(EXIT_USAGE)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of the records left: there is nobody to tell
        sys.exit(EXIT_FAILURE)
    except OSError as error:
        sys.stderr.write(f"Không mở được {error.filename or 'tệp'}: {error.strerror}\n")
        sys.exit(EXIT_USAGE)


if __name__ == "__main__":
    main()
