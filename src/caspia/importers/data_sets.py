"""The sources that imported rows are reported by."""

from __future__ import annotations

from datetime import UTC, datetime

UNDATED = (
    "The file has no date of publication, so a figure counts as known 90 days after its period."
)


def data_set(
    source_id: str, publisher: str, title: str, url: str, published: str = ""
) -> dict[str, str]:
    """Return a row of ``sources`` for a data set read today.

    Parameters
    ----------
    source_id, publisher, title, url : str
        Cells of the row.
    published : str
        Day, month or year of publication, where the file tells it.
    """
    return {
        "source_id": source_id,
        "publisher": publisher,
        "title": title,
        "published": published,
        "retrieved": str(datetime.now(tz=UTC).date()),
        "url": url,
        "kind": "dataset",
        "language": "en",
    }
