"""Counts of GDELT events as rows of the ledger, and what is left out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.importers.plan import Refusal

if TYPE_CHECKING:
    import duckdb

_EXAMPLES = 5

#: Whose counts they are.
GDELT = {
    "subject_id": "GDELT",
    "name": "GDELT Project",
    "kind": "body",
    "note": "events coded from news by machine",
}
SERIES = (
    {
        "series_id": "gdelt_events",
        "label": "Events in the news",
        "dimension": "count",
        "unit": "count",
        "aggregation": "sum",
        "description": "Events that GDELT coded from news with an actor of the subject acting on "
        "one of the partner, by CAMEO root code in the scope.",
    },
    {
        "series_id": "gdelt_goldstein",
        "label": "Mean Goldstein value",
        "dimension": "index",
        "unit": "index_points",
        "aggregation": "mean",
        "description": "Mean value on the Goldstein scale, from -10 (conflict) to 10 "
        "(cooperation), of the events of all kinds from subject to partner.",
    },
)

_JOINED = (
    "gdelt_sums s LEFT JOIN cameo_parties p ON p.code = s.actor_1 "
    "LEFT JOIN cameo_parties q ON q.code = s.actor_2 LEFT JOIN cameo_roots r ON r.code = s.root"
)
_GOOD = (
    "p.party_id IS NOT NULL AND q.party_id IS NOT NULL AND p.party_id <> q.party_id "
    "AND r.code IS NOT NULL"
)


def observations(first: str) -> str:
    """Return SQL of observations from ``gdelt_sums``: a count of each kind, a mean of all.

    Parameters
    ----------
    first : str
        When GDELT added the first event, as 14 digits: part of ids and scopes, so that counts of
        other files stand beside these.
    """
    since = f"exports from {first[:4]}-{first[4:6]}-{first[6:8]} {first[8:10]}:{first[10:12]}"
    good = (
        "SELECT p.party_id AS subject, q.party_id AS partner, month, root, label, "
        "sum(events)::BIGINT AS events, sum(s.goldstein) AS goldstein, "
        f"sum(valued)::BIGINT AS valued FROM {_JOINED} WHERE {_GOOD} GROUP BY ALL"
    )
    pair = "lower(subject) || '-' || lower(partner)"
    stem = f"'.' || {pair} || '.' || strftime(valid_from, '%Y-%m') || '.gdelt-{first}'"
    day = "make_date(month // 100, month % 100, 1)"
    common = (
        f"subject, partner, 'GDELT' AS reporter, {day} AS valid_from, "
        f"({day} + INTERVAL 1 MONTH)::DATE AS valid_to"
    )
    counts = (
        f"SELECT 'gdelt_events' || {stem} || '.' || root AS observation_id, "
        "'gdelt_events' AS series, * EXCLUDE (root, label, events), "
        f"root || ' ' || label || ', {since}' AS scope, 'count' AS measure, "
        f"events::DOUBLE AS value, 'count' AS unit FROM (SELECT {common}, root, label, events "
        "FROM good)"
    )
    means = (
        f"SELECT 'gdelt_goldstein' || {stem} AS observation_id, 'gdelt_goldstein' AS series, "
        f"* EXCLUDE (mean), 'all kinds, {since}' AS scope, NULL AS measure, mean AS value, "
        f"'index_points' AS unit FROM (SELECT {common}, "
        "round((sum(goldstein) / sum(valued))::DOUBLE, 3) AS mean FROM good GROUP BY ALL "
        "HAVING sum(valued) > 0)"
    )
    return f"WITH good AS ({good}) {counts} UNION ALL BY NAME {means}"


def refusals(connection: duckdb.DuckDBPyConnection) -> tuple[Refusal, ...]:
    """Return what `observations` leaves out of ``gdelt_sums``, the most first."""
    reason = (
        "CASE WHEN g.code IS NOT NULL OR h.code IS NOT NULL "
        "THEN 'an actor is of a region, not of a state' "
        "WHEN p.party_id IS NULL OR q.party_id IS NULL "
        "THEN 'a country code is not known' "
        "WHEN p.party_id = q.party_id THEN 'both actors are of one state' "
        "ELSE 'the root code is none of CAMEO' END"
    )
    named = (
        "CASE WHEN g.code IS NOT NULL THEN g.code || ' ' || g.name "
        "WHEN h.code IS NOT NULL THEN h.code || ' ' || h.name "
        "WHEN p.party_id IS NULL THEN s.actor_1 WHEN q.party_id IS NULL THEN s.actor_2 "
        "WHEN p.party_id = q.party_id THEN p.party_id ELSE s.root END"
    )
    found = connection.execute(
        f"SELECT reason, sum(events)::BIGINT AS n, list(named ORDER BY events DESC, named) FROM "
        f"(SELECT {reason} AS reason, {named} AS named, sum(events)::BIGINT AS events "
        f"FROM {_JOINED} LEFT JOIN cameo_regions g ON g.code = s.actor_1 "
        f"LEFT JOIN cameo_regions h ON h.code = s.actor_2 WHERE NOT coalesce({_GOOD}, false) "
        "GROUP BY ALL) GROUP BY reason ORDER BY n DESC, reason"
    ).fetchall()
    return tuple(Refusal(why, count, tuple(names[:_EXAMPLES])) for why, count, names in found)
