"""Tables to take away hold what the ledger shows."""

from __future__ import annotations

import polars as pl
import pytest

from caspia.errors import BadInputError, UnknownNameError
from caspia.ledger import Ledger, provenance, to_arrow, to_pandas, write_table


@pytest.fixture
def ledger(small_layer):
    return Ledger([small_layer])


def test_pandas_and_arrow_hold_the_same(ledger):
    frame = ledger.table("observations")
    assert pl.from_pandas(to_pandas(ledger, "observations"))["value"].to_list() == (
        frame["value"].to_list()
    )
    assert to_arrow(ledger, "observations").num_rows == frame.height


@pytest.mark.parametrize(
    ("ending", "read"), [("csv", pl.read_csv), ("parquet", pl.read_parquet), ("xlsx", None)]
)
def test_files_read_back(ledger, tmp_path, ending, read):
    path = write_table(ledger, "agreements", tmp_path / "new" / f"agreements.{ending}")
    if read is None:
        import openpyxl

        sheet = openpyxl.load_workbook(path)["agreements"]
        titles = [row[1].value for row in sheet.iter_rows(min_row=2)]
        parties = sheet.cell(2, 4).value
    else:
        frame = read(path)
        titles, parties = frame["title"].to_list(), frame["parties"][0]
    assert titles == ["Swap"]
    assert ";".join(parties if ending == "parquet" else parties.split(";")) == "AZE;KAZ"


def test_an_unknown_ending_or_table_leaves_nothing(ledger, tmp_path):
    with pytest.raises(BadInputError, match=r"\.csv"):
        write_table(ledger, "agreements", tmp_path / "a.doc")
    with pytest.raises(UnknownNameError):
        write_table(ledger, "agreement", tmp_path / "a.csv")
    assert not list(tmp_path.iterdir())


def test_provenance_is_equal_for_equal_knowledge(small_layer):
    whole = provenance(Ledger([small_layer]))
    assert whole == provenance(Ledger([small_layer]))
    assert whole["rows"] == Ledger([small_layer]).grades()
    from datetime import date

    early = provenance(Ledger([small_layer], date(2024, 2, 11)))
    later = provenance(Ledger([small_layer], date(2024, 2, 12)))
    assert early["visible"] == later["visible"] != whole["visible"]
