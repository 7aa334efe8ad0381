"""What the kernel adds to the house: the sweeps that keep its own books."""

from naast.kernel import algorithms, idempotency, jobs, limits, live
from naast.kernel.events import Later
from naast.kernel.registry import Capability
from naast.kernel.removals import Removed, list_removed
from naast.kernel.sweeps import Sweep

CAPABILITY = Capability(
    name="kernel",
    purpose="Events that never get lost, the clock, keys and registers that every other capability stands on.",
    declares=(
        Later(key="kernel.list_removed", event=Removed, handle=list_removed),
        Sweep(key="kernel.recover_stalled", every=30, run=jobs.recover_stalled),
        Sweep(key="kernel.redeliver_owed", every=300, run=jobs.redeliver_owed),
        Sweep(key="kernel.forget_notes", every=600, run=live.forget_notes),
        Sweep(key="kernel.forget_buckets", every=600, run=limits.forget_buckets),
        Sweep(key="kernel.forget_results", every=3600, run=idempotency.forget_results),
        Sweep(key="kernel.fold_runs", every=3600, run=algorithms.fold_runs),
    ),
)
