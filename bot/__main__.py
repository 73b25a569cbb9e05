"""The console script `truenorth`."""

import sys
from types import TracebackType

from bot.cli.app import run
from bot.cli.output import say
from bot.cli.parts import Parts
from bot.compose import House
from bot.errors import as_told, told


def main(parts: Parts | None = None) -> None:
    """Run the command line and end with its exit code."""
    sys.excepthook = _apologise
    sys.exit(run(sys.argv[1:], parts or House()))


def _apologise(
    kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    """What nobody foresaw: one sentence and a reference here, kinds and places in the log."""
    if issubclass(kind, KeyboardInterrupt):
        say("Stopped.")
        return
    say(told(as_told(error)))


if __name__ == "__main__":
    main()
