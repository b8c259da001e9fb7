"""`caspia ledger check` finds every fault of the rows of a network, all at once."""

import pytest

import caspia
from caspia.errors import BadRowsError
from caspia.ledger import check_file
from caspia.network import Network
from tests.reference import reference

GOOD = {
    "sources": "source_id,publisher,title,published,retrieved,url,kind,language\n"
    "mine,I,My network,2024-01-01,2024-01-02,,user,en\n",
    "nodes": "node_id,name,kind,country,lat,lon,aliases\n"
    "my-port,My port,port,AZE,40.1,49.4,\n"
    "my-town,My town,city,AZE,40.3,49.0,\n",
    "links": "link_id,name,a,b,mode,direction,length_km,length_basis,gauge_mm,corridors,part,"
    "exists_from,exists_to,requires\n"
    "my-road,My road,my-port,my-town,road,both,40,,,,physical,,,\n",
    "link_status": "link_status_id,link_id,valid_from,valid_to,status,because\n"
    "my-road/1,my-road,,2024-01-01,open,\n"
    "my-road/2,my-road,2024-01-01,,closed,flood\n",
    "link_values": "link_value_id,link_id,attribute,valid_from,valid_to,good,qualifier,value,low,"
    "high,unit,basis\n"
    "my-road/capacity,my-road,capacity,,,,exact,5,,,Mt_per_year,observed\n",
    "agreement_effects": "effect_id,agreement_id,target_kind,target,effect,good,qualifier,value,"
    "low,high,unit,valid_from,valid_to,reading,why\n"
    "my.permits,titr-2013,link,my-road,permits,,,,,,,,,stated,mine\n",
}
ROW_IDS = ("my-port", "my-town", "my-road", "my-road/1", "my-road/2", "my-road/capacity")


def folder_of(path, changed):
    path.mkdir()
    for table, text in (GOOD | changed).items():
        (path / f"{table}.csv").write_text(text, encoding="utf-8")
    told = "".join(f"{row},mine,,,\n" for row in (*ROW_IDS, "my.permits"))
    (path / "reports.csv").write_text(f"row_id,source_id,field,quoted,note\n{told}", "utf-8")
    return path


def problems_of(path):
    with pytest.raises(BadRowsError) as caught:
        check_file(path, reference().layers)
    return [str(problem) for problem in caught.value.problems]


FAULTS = {
    "an unknown node": ("links", "my-port,my-town", "my-port,my-twon", "my-twon"),
    "a negative capacity": ("link_values", "exact,5,", "exact,-5,", "-5 is negative"),
    "an effect on a link that does not exist": (
        "agreement_effects",
        "link,my-road",
        "link,my-raod",
        "my-raod",
    ),
    "an overlapping status": (
        "link_status",
        "2,my-road,2024-01-01",
        "2,my-road,2023-01-01",
        "over",
    ),
    "an isolated node": ("nodes", "my-town,My town", "my-farm,My farm", "isolated"),
}


def test_a_good_network_of_ones_own_is_taken(tmp_path):
    added = check_file(folder_of(tmp_path / "own", {}), reference().layers)
    assert added.new["links"] == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_named_with_its_line_and_cure(tmp_path, fault):
    table, good, bad, word = FAULTS[fault]
    assert good in GOOD[table]
    problems = problems_of(folder_of(tmp_path / "own", {table: GOOD[table].replace(good, bad)}))
    found = [text for text in problems if word in text]
    assert found, problems
    assert f"{table}.csv:" in found[0]
    assert found[0].endswith(".")


def test_all_faults_are_told_at_once(tmp_path):
    broken = {
        "links": GOOD["links"].replace("my-port,my-town", "my-port,my-twon"),
        "link_values": GOOD["link_values"].replace("exact,5,", "exact,-5,"),
        "agreement_effects": GOOD["agreement_effects"].replace("link,my-road", "link,my-raod"),
        "link_status": GOOD["link_status"].replace("2,my-road,2024-01-01", "2,my-road,2023-01-01"),
    }
    told = "\n".join(problems_of(folder_of(tmp_path / "own", broken)))
    for word in ("my-twon", "-5 is negative", "my-raod", "overlaps", "isolated"):
        assert word in told


def test_an_effect_on_a_link_that_is_a_node_is_named(tmp_path):
    text = GOOD["agreement_effects"].replace("link,my-road", "link,my-port")
    told = problems_of(folder_of(tmp_path / "own", {"agreement_effects": text}))
    assert any("'my-port', which is a row of nodes" in one for one in told)


def test_a_node_that_a_link_of_the_reference_touches_is_not_isolated(tmp_path):
    nodes = (
        "node_id,name,kind,country,lat,lon,aliases,source_id,source_publisher,source_published\n"
        "alat,Alat,port,AZE,39.9,49.4,,own,I,2024-01-01\n"
    )
    path = tmp_path / "nodes.csv"
    path.write_text(nodes, encoding="utf-8")
    assert check_file(path, reference().layers).replaced == {"nodes": 1}


def test_a_status_of_ones_own_takes_the_place_of_those_below(tmp_path):
    path = tmp_path / "closures.csv"
    path.write_text(
        "link_status_id,link_id,valid_from,valid_to,status,because,source_id,source_publisher,"
        "source_published\n"
        "mine/1,btc,2024-01-01,2024-02-01,closed,an explosion,own,I,2024-01-01\n"
        "mine/2,rail-kars-gyumri,2024-01-01,,open,peace,own,I,2024-01-01\n",
        encoding="utf-8",
    )
    ledger = caspia.open(ledger=path)
    during, after = (Network.on(ledger, day) for day in ("2024-01-15", "2024-02-15"))
    assert [net.state("btc").status for net in (during, after)] == ["closed", "open"]
    assert during.state("btc").because == ("mine/1",)
    assert during.state("rail-kars-gyumri").status == "open"
