"""`naast up`."""

import fcntl
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from naast.site.options import CLONE, Options
from naast.site.ports import refuse_taken
from naast.site.postgres.cluster import Cluster
from naast.site.postgres.running import database
from naast.site.supervisor import Program, Stopped, naast, run_to_end, say, stop_on_signals, supervise

CODE = Path(__file__).resolve().parents[2]


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
        with _only_one(options):
            ours = {"the pages": options.port, "the figures": options.metrics_at}
            refuse_taken(ours | {one.name: one.port for one in also if one.port}, options.bind)
            with database(options) as cluster:
                _prepare(options, cluster, first)
                everything = [naast("web", soon=True), naast("worker"), naast("sweep"), naast("metrics"), *also]
                supervise(everything, watch=_watch(options, cluster, ready))
    except Stopped:
        say("stopped")
    return 0


def _prepare(options: Options, cluster: Cluster | None, first: Sequence[Program]) -> None:
    """Bring database and static files up to date. With a database of our own nothing else changes them: then once per state of
    the code is enough, and the next start takes seconds."""
    done, code = options.state / "prepared", state_of_code()
    if cluster and _is_filled(cluster) and done.exists() and done.read_text() == code:
        return
    run_to_end([naast("migrate", "--verbosity=0"), naast("collectstatic", "--noinput", "--verbosity=0")])
    for program in first:
        run_to_end([program])
    done.write_text(code)


def _is_filled(cluster: Cluster) -> bool:
    with cluster.connect("naast") as connection:
        row = connection.execute("SELECT to_regclass('django_migrations') IS NOT NULL").fetchone()
    return bool(row and row[0])


def state_of_code() -> str:
    """A digest of every file that a start could have to act on: names, sizes and times of the package and the services."""
    files = sorted(path for folder in (CODE, CLONE / "services") for path in folder.rglob("*") if path.is_file())
    known = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files if path.suffix != ".pyc"]
    return sha256(repr(known).encode()).hexdigest()


@contextmanager
def _only_one(options: Options) -> Iterator[None]:
    options.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (options.state / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRuns from None
        yield


def _watch(options: Options, cluster: Cluster | None, ready: Callable[[], None]) -> Callable[[], bool]:
    told = False

    def watch() -> bool:
        nonlocal told
        if cluster and not cluster.answers():
            say("the database is gone; starting it again")
            cluster.start()
        if not told and _answers(options):
            told = True
            ready()
        return told

    return watch


def _answers(options: Options) -> bool:
    place = f"[{options.bind}]" if ":" in options.bind else options.bind  # RFC 3986, section 3.2.2
    request = urllib.request.Request(f"http://{place}:{options.port}/health/ready", headers={"Host": options.host})
    try:
        with urllib.request.urlopen(request, timeout=1):  # noqa: S310
            return True
    except (urllib.error.URLError, OSError):
        return False
