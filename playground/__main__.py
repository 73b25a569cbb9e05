"""The console script `truenorth`, with every command: those of the bot, and the playground."""

from bot.__main__ import main as run_main
from bot.cli.app import app
from playground.command import with_playground


def main() -> None:
    """Run the command line and end with its exit code."""
    with_playground(app)
    run_main()


if __name__ == "__main__":
    main()
