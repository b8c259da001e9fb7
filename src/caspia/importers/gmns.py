"""GMNS, the General Modeling Network Specification: nodes and links of a network as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.importers.data_sets import data_set
from caspia.importers.delimited import layout_of
from caspia.importers.gmns_files import (
    LINK_COLUMNS,
    NODE_COLUMNS,
    Network,
    full_names,
    network_of,
    slug,
)
from caspia.importers.gmns_nodes import stage_nodes
from caspia.importers.gmns_rows import links, values
from caspia.importers.plan import Plan, Refusal
from caspia.importers.staging import kept, stage
from caspia.ledger import BulkRows

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from caspia.importers.plan import Head

_REMARKS = (
    "A node is of kind city unless its node_type is a kind of the ledger: there is none for a "
    "junction.",
    "Capacities and speeds are inputs of a model: their basis is assumed.",
)


@dataclass(frozen=True, slots=True)
class Gmns:
    """A network in a folder, by its ``node.csv`` or ``link.csv``."""

    name: str = "GMNS, nodes and links of a network, CSV"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format."""
        header = layout_of(head).header
        # Other files of a network, such as locations, have coordinates and name a link.
        is_nodes = len(full_names(header, NODE_COLUMNS)) >= 2 and "link_id" not in header
        return is_nodes or len(full_names(header, LINK_COLUMNS)) >= 3

    def plan(
        self,
        head: Head,
        connection: duckdb.DuckDBPyConnection,
        ids: Mapping[str, str],  # noqa: ARG002 - every importer is given it
    ) -> Plan:
        """Read the files of a network into queries; see `Importer`."""
        network = network_of(head)
        refused = list(stage_nodes(connection, network))
        bulk = [BulkRows("nodes", kept("gmns_nodes"))]
        if network.links:
            refused += _stage_links(connection, network)
            bulk += [
                BulkRows("links", kept("gmns_links")),
                BulkRows("link_values", kept("gmns_values")),
            ]
        source = data_set(
            f"gmns-{slug(network.name)}",
            "Network in the General Modeling Network Specification",
            f"Network {network.name}",
            "https://github.com/zephyr-data-specs/GMNS",
        )
        return Plan(self.name, source, tuple(bulk), {}, tuple(refused), _remarks(network))


def _stage_links(connection: duckdb.DuckDBPyConnection, network: Network) -> list[Refusal]:
    """Make the tables ``gmns_links`` and ``gmns_values``; return what is left out."""
    if not network.links:
        return []
    path = network.links.head.path
    refused = stage(connection, links(network, network.links), path, "link_id", "gmns_links")
    more = stage(connection, values(network, network.links), path, "link_value_id", "gmns_values")
    return [*refused, *more]


def _remarks(network: Network) -> tuple[str, ...]:
    remarks = list(_REMARKS)
    if not network.links:
        remarks.append("There is no link.csv beside node.csv, so that it is nodes alone.")
    if network.km_per_length is None:
        remarks.append(
            "No config.csv tells the unit of length: links have neither length nor time."
        )
    elif network.km_per_speed is None:
        remarks.append("config.csv does not tell the unit of speed: links have no time.")
    shortened = [*network.nodes.shortened, *(network.links.shortened if network.links else ())]
    if shortened:
        remarks.append(f"Names cut to ten characters were read as whole: {', '.join(shortened)}.")
    return tuple(remarks)
