"""A Dask cluster, which gets the payload once and hands it to its workers."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from caspia.errors import BadInputError, WorkersError
from caspia.scenarios.batch.chunk import shipped, worked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor, Future

    from caspia.scenarios.batch.chunk import Chunk, Function, Shipped


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of a Dask scheduler.

    Attributes
    ----------
    address : str
        Of the scheduler: ``tcp://host:port``.
    wait_s : float
        How long to wait for the scheduler, and for a first worker, in seconds.
    """

    address: str
    wait_s: float = 180.0

    @contextmanager
    def pool(self, payload: object) -> Iterator[_Pool]:
        """Return the workers of the cluster, with a payload in their memory.

        Raises
        ------
        BadInputError
            Dask is not installed, or nothing answers at the address.
        WorkersError
            The scheduler has no workers.
        """
        client = _client(self.address, self.wait_s)
        try:
            _await_worker(client, self)
            given = shipped(payload)
            name = _handed(client, given)
            # Not pure: a task that is given out again must be worked again.
            executor = client.get_executor(pure=False)
            yield _Pool(executor, 2 * sum(client.nthreads().values()), given.without_content())
            client.unregister_worker_plugin(name)
        finally:
            client.close()


@dataclass(frozen=True, slots=True)
class _Pool:
    executor: Executor
    window: int
    given: Shipped

    def submit(
        self, function: Function, tasks: Sequence[object], chunk: Chunk
    ) -> Future[list[str]]:
        return self.executor.submit(worked, function, self.given, tasks, chunk.deaths)


def _client(address: str, wait_s: float) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise BadInputError(
            "A cluster needs Dask, which is not installed. Install the extra: "
            "`pip install 'caspia[cluster]'`."
        ) from error
    try:
        made: Any = Client
        return made(address, timeout=wait_s, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise BadInputError(
            f"No Dask scheduler answers at {address}: {error}. "
            "Give the address that it printed when it began, such as tcp://10.0.0.5:8786."
        ) from error


def _handed(client: Any, given: Shipped) -> str:
    """Hand a payload to the workers; data scattered among them would be lost where all die."""
    from caspia.scenarios.batch.cluster_worker import Payload

    plugin = Payload(given)
    client.register_plugin(plugin)
    return plugin.name


def _await_worker(client: Any, cluster: Cluster) -> None:
    try:
        client.wait_for_workers(1, timeout=cluster.wait_s)
    except TimeoutError as error:
        raise WorkersError(
            f"The cluster at {cluster.address} has no workers. Start one: "
            f"`dask worker {cluster.address}`."
        ) from error
