"""What all commands share: their options, how they end, and how they show what is wrong."""

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from generator.problems import CatalogError, Problem, as_text

if TYPE_CHECKING:
    _ParamType = click.ParamType[str]
else:
    _ParamType = click.ParamType  # in click 8.2 it takes no argument

F = TypeVar("F", bound=Callable[..., Any])


def catalog_option(command: F) -> F:
    return click.option(
        "--catalog",
        default="site_src",
        show_default=True,
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="The folder that holds records/ and catalog.yml.",
    )(command)


class OneOf(_ParamType):
    """A choice whose names are only asked for where somebody chooses: to know them takes importing what they name."""

    name = "choice"

    def __init__(self, names: Callable[[], Sequence[str]]) -> None:
        self.names = names

    @cached_property
    def choice(self) -> "click.Choice[str]":
        return click.Choice(self.names())

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return self.choice.convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        return self.choice.get_metavar(param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return self.choice.shell_complete(ctx, param, incomplete)


class Commands(click.Group):
    """Shows misuse as one line, and a closed pipe as nothing; tidies up when it is told to end."""

    def invoke(self, ctx: click.Context) -> Any:
        _end_in_order()
        # Records hold no circles. To look for some after every 700 new objects takes a tenth of a large import.
        gc.set_threshold(50_000)
        try:
            return super().invoke(ctx)
        except CatalogError as error:
            click.echo(f"paper-catalog: {error}", err=True)
            ctx.exit(2)
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            click.echo(f"paper-catalog: {error.filename or 'file'}: {error.strerror or error}", err=True)
            ctx.exit(2)


def _end_in_order() -> None:
    """Told to end, by SIGTERM or a closed terminal, a command leaves as little behind as after Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in filter(None, (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP"))):
        if signal.getsignal(number) == signal.SIG_DFL:  # `nohup` ignores the terminal's end
            signal.signal(number, lambda number, _: sys.exit(128 + number))


def progress(text: str) -> None:
    """A line for a person who waits; a log or a pipe gets only results."""
    if sys.stderr.isatty():
        click.echo(text, err=True)


def tell(text: str) -> None:
    """A line that a log should hold, too: why nothing happens for a while."""
    click.echo(f"paper-catalog: {text}", err=True)


def show(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.echo(as_text(problem), err=True)


def finish(problems: Sequence[Problem], *, failed: bool = False) -> None:
    """Exit code 1 where an error is among the problems."""
    if failed or any(problem.level == "error" for problem in problems):
        raise click.exceptions.Exit(1)


def today() -> str:
    """The day that new records bear; `SOURCE_DATE_EPOCH` sets it, so that two runs can give the same bytes."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch) if epoch.isdigit() else time.time(), UTC).date().isoformat()
