"""What a Dask worker does when it begins; imported only where Dask is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from distributed import WorkerPlugin

from caspia.scenarios.batch.chunk import keep, release

if TYPE_CHECKING:
    from distributed import Worker

    from caspia.scenarios.batch.chunk import Shipped


class Payload(WorkerPlugin):
    """Hands a payload to every worker, those that begin later included.

    Parameters
    ----------
    given : Shipped
        With its content.
    """

    def __init__(self, given: Shipped) -> None:
        self.given = given
        self.name = f"caspia-{given.digest}"

    def setup(self, worker: Worker) -> None:
        """Take the payload."""
        del worker
        keep(self.given)

    def teardown(self, worker: Worker) -> None:
        """Leave it."""
        del worker
        release(self.given.digest)
