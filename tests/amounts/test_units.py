"""C6 units: our own definitions, canonical spelling, dimensions, and what never converts."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from caspia.amounts import Amount, check_unit, convert, dimension, same_dimension
from caspia.errors import AmountError

FACTS = Path(__file__).parents[3] / "shared" / "facts"
CURRENCIES = (
    *("USD", "EUR", "GBP", "RUB", "TRY", "AZN", "KZT", "UZS", "KGS"),
    *("TJS", "TMT", "GEL", "AMD", "IRR", "CNY", "CHF", "SDR"),
)


@pytest.mark.parametrize(
    ("text", "canonical", "word"),
    [
        ("t", "t", "mass"),
        ("Mt_per_y", "Mt_per_year", "mass per time"),
        ("Mt_per_y_2023_flow", "Mt_per_year", "mass per time"),
        ("bcm_per_year", "bcm_per_year", "volume per time"),
        ("kb_per_day", "kb_per_day", "volume per time"),
        ("Mb_per_day", "Mbbl_per_day", "volume per time"),
        ("mmcf_per_day", "mmcf_per_day", "volume per time"),
        ("USD_per_1000m3", "USD_per_1000m3", "money per volume"),
        ("KZT_per_t_1000km", "KZT_per_t_1000km", "money per length and mass"),
        ("USD_per_500km_20t", "USD_per_500km_20t", "money per length and mass"),
        ("USD_per_TEU_km", "USD_per_TEU_km", "money per container and length"),
        ("percent_of_value_per_day", "percent_of_value_per_day", "ratio per time"),
        ("train_pairs_per_day", "train_pairs_per_day", "count per time"),
        ("wagons_per_sailing", "wagons_per_sailing", "count per count"),
        ("USD_per_crossing", "USD_per_crossing", "money per count"),
        ("TEU_per_y", "TEU_per_year", "containers per time"),
        ("gCO2e_per_tkm", "gCO2e_per_tkm", "emission per length and mass"),
        ("BUSD", "bnUSD", "money"),
        ("trucks", "trucks", "count"),
        ("km2", "km2", "area"),
        ("TWh", "TWh", "energy"),
        ("Tbps", "Tbps", "data rate"),
        ("kt_dwt", "kt_dwt", "deadweight"),
        ("percent", "percent", "ratio"),
        ("ratio", "ratio", "ratio"),
        ("rank", "rank", "rank"),
        ("index_points", "index_points", "index"),
        ("degree", "degree", "angle"),
        ("km_per_h", "km_per_h", "length per time"),
        ("count", "count", "count"),
        ("h", "h", "time"),
    ],
)
def test_spelling_and_dimension(text, canonical, word):
    assert check_unit(text) == canonical
    assert check_unit(canonical) == canonical
    assert dimension(text) == word


@pytest.mark.parametrize("currency", CURRENCIES)
def test_every_currency_has_millions_and_billions(currency):
    billion = Amount.of(1, f"bn{currency}", counted=True)
    assert convert(billion, f"M{currency}").value == 1000
    assert convert(billion, currency).value == 1e9


@pytest.mark.parametrize(
    ("value", "unit", "target", "result"),
    [
        (13.3, "Mt", "kt", 13300),
        (355, "kt", "Mt", 0.355),
        (1, "FEU", "TEU", 2),
        (400, "mmcf_per_day", "mcm_per_day", 11.3267386368),
        (3.65, "bcm_per_year", "mcm_per_day", 10),
        (12, "Mt_per_year", "Mt_per_month", 1),
        (290, "USD_per_1000m3", "MUSD_per_bcm", 290),
        (1000, "USD_per_500km_20t", "USD_per_tkm", 0.1),
        (55, "percent", "ratio", 0.55),
        (36, "h", "d", 1.5),
        (8.76, "TWh_per_year", "GW", 1),
        (1.14, "Mb_per_day", "kb_per_day", 1140),
    ],
)
def test_conversion(value, unit, target, result):
    amount = convert(Amount.of(value, unit, official=True, quoted=str(value)), target)
    assert amount.value == pytest.approx(result, rel=1e-15)
    assert amount.quoted == str(value)
    assert amount.high - amount.low == pytest.approx(amount.last_digit)


@pytest.mark.parametrize(
    ("unit", "target", "cure"),
    [
        ("t", "TEU", "multiply by it"),
        ("USD", "EUR", "exchange_rates"),
        ("trucks", "wagons", "different things"),
        ("bcm", "Mbbl", "different things"),
        ("Mt", "Mt_per_year", "mass per time"),
        ("h", "km", "length"),
    ],
)
def test_what_never_converts(unit, target, cure):
    assert not same_dimension(unit, target)
    with pytest.raises(AmountError, match=cure):
        convert(Amount.of(1, unit), target)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Mt_per_yaer", "Mt_per_year"),
        ("bmc", "bcm"),
        ("trukcs", "trucks"),
        ("mt", "Mt"),
    ],
)
def test_a_bad_unit_names_the_nearest(text, nearest):
    with pytest.raises(AmountError, match=f"Did you mean '{nearest}'"):
        check_unit(text)


@pytest.mark.parametrize(
    "text", ["", " ", "_per_year", "Mt_per_", "Mt;kt", "5", "qqqqqqqq", "kTEU"]
)
def test_what_is_no_unit_raises(text):
    with pytest.raises(AmountError):
        check_unit(text)


def test_importing_amounts_loads_no_pint():
    code = "import sys, caspia.amounts; print({'pint', 'rapidfuzz'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.shared
def test_every_unit_of_the_facts_is_one():
    if not FACTS.is_dir():
        pytest.skip("the shared facts are not beside the checkout")
    units = set()
    for file in sorted(FACTS.rglob("*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                for column in ("unit", "capacity_unit", "cost_unit"):
                    units.update((row.get(column) or "").split(";"))
    units.discard("")
    assert len(units) > 60
    for unit in sorted(units):
        assert dimension(unit), unit


@pytest.mark.shared
def test_every_amount_of_the_facts_can_be_built():
    if not FACTS.is_dir():
        pytest.skip("the shared facts are not beside the checkout")
    built = 0
    for file in sorted(FACTS.glob("normalised/observations*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                numbers = [
                    float(row[name]) if row[name] else None for name in ("value", "low", "high")
                ]
                value, low, high = numbers
                amount = Amount.of(
                    value, row["unit"], row["qualifier"], row["quoted"] or None, low=low, high=high
                )
                assert amount.is_known, row
                built += 1
    assert built > 1000
