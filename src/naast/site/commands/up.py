"""`naast up`."""

import fcntl
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from naast.site.options import Options
from naast.site.postgres.cluster import Cluster
from naast.site.postgres.running import database
from naast.site.supervisor import Program, Stopped, naast, run_to_end, say, stop_on_signals, supervise


class AlreadyRuns(Exception):
    """Naast already runs from this clone. Stop that one first, or give this one its own folder with NAAST_STATE."""


def run(arguments: list[str]) -> int:
    options = Options.read(os.environ)
    return run_everything(options, ready=lambda: say(f"{options.base_url} is ready. Ctrl-C stops it."))


def run_everything(
    options: Options, *, ready: Callable[[], None], first: Sequence[Program] = (), also: Sequence[Program] = ()
) -> int:
    """Run Naast until INT or TERM. `first` runs to its end after the migrations; `also` runs beside web, worker and sweep;
    `ready` is called once, when the pages answer. Must be called in the main thread."""
    stop_on_signals()
    try:
        with _only_one(options), database(options) as cluster:
            run_to_end([naast("migrate", "--verbosity=0"), naast("collectstatic", "--noinput", "--verbosity=0")])
            for program in first:
                run_to_end([program])
            supervise([naast("web"), naast("worker"), naast("sweep"), *also], watch=_watch(options, cluster, ready))
    except Stopped:
        say("stopped")
    return 0


@contextmanager
def _only_one(options: Options) -> Iterator[None]:
    options.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (options.state / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRuns from None
        yield


def _watch(options: Options, cluster: Cluster | None, ready: Callable[[], None]) -> Callable[[], None]:
    told = False

    def watch() -> None:
        nonlocal told
        if cluster and not cluster.answers():
            say("the database is gone; starting it again")
            cluster.start()
        if not told and _answers(options):
            told = True
            ready()

    return watch


def _answers(options: Options) -> bool:
    request = urllib.request.Request(
        f"http://{options.bind}:{options.port}/health/ready", headers={"Host": options.host}
    )
    try:
        with urllib.request.urlopen(request, timeout=1):  # noqa: S310
            return True
    except (urllib.error.URLError, OSError):
        return False
