"""A brief written by hand, rich enough to try every renderer: Azerbaijan and Kazakhstan in 2024."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from caspia.briefs.document import (
    Brief,
    Column,
    Figure,
    Headline,
    Missing,
    Paragraph,
    Picture,
    Section,
    SourceNote,
    Table,
    Text,
)
from caspia.briefs.pictures.interval_chart import interval_chart
from caspia.briefs.pictures.map_request import MapLine, MapPlace, MapRequest
from caspia.briefs.pictures.region_map import region_map
from caspia.briefs.pictures.series_request import (
    IntervalRequest,
    Reading,
    TradeRequest,
    TradeValue,
)
from caspia.briefs.pictures.trade_chart import trade_chart
from caspia.briefs.pictures.visits_chart import visits_chart
from caspia.briefs.pictures.visits_request import VisitCount, VisitsRequest

if TYPE_CHECKING:
    from caspia.briefs.pictures.drawing import Drawing

ON = date(2024, 5, 31)
BRIEF_ID = f"brief:AZE-KAZ:{ON}"
A, B = "Azerbaijan", "Kazakhstan"
ALIYEV, TOKAYEV = "Ilham Aliyev", "Kassym-Jomart Tokayev"
RIGHT = "right"

SOURCES = {
    "igc": ("Trend", "Azerbaijan–Kazakhstan intergovernmental commission, Astana", "2024-03-05",
            "https://en.trend.az/casia/kazakhstan/3870385.html", "press"),
    "council": ("President of Azerbaijan", "First meeting of the Supreme Interstate Council",
                "2024-03-11", "https://president.az/en/articles/view/65296", "official"),
    "customs2019": ("Azernews", "Kazakhstan–Azerbaijan trade 2019 (State Customs Committee)",
                    "2020-01-16", "https://www.azernews.az/business/160723.html", "press"),
    "idd": ("Institute for Development and Diplomacy, ADA University",
            "Azerbaijan and Central Asia: Mutually Beneficial Cooperation (R. Suleymanov)",
            "2024-05", "", "research"),
    "baku2022": ("President of Azerbaijan", "Press statements with Tokayev, Baku", "2022-08-24",
                 "https://president.az/en/articles/view/57014", "official"),
    "talks": ("News Central Asia", "Results of the summit talks", "2023-04-11",
              "https://www.newscentralasia.net/2023/04/11/azerbaijan-and-kazakhstan-results-of-the-"
              "summit-talks-countries-to-set-the-supreme-interstate-council/", "press"),
    "speca": ("Astana Times", "Tokayev working visit to Baku for SPECA summit", "2023-11-24",
              "https://astanatimes.com/2023/11/president-tokayev-strengthens-bilateral-ties-with-"
              "azerbaijans-leader-ahead-of-speca-summit-in-baku/", "press"),
    "kto": ("MENAFN", "KazTransOil: oil from Aktau to Baku in 2023", "2024-01-15", "", "press"),
    "plan": ("News.az", "KazTransOil plan for 2024", "2024-05-30", "", "press"),
    "cable": ("pv magazine", "Memorandum on joining power systems", "2024-05-06",
              "https://www.pv-magazine.com/2024/05/06/azerbaijan-kazakhstan-uzbekistan-plan-energy-"
              "interconnection/", "press"),
    "almaty": ("Turan", "Foreign ministers meet in Almaty", "2024-05-10", "", "press"),
    "roadmap": ("Caliber.az", "Roadmap 2022–2027 signed in Aktau", "2022-11-25", "", "press"),
    "fuzuli": ("Astana Times", "Kurmangazy centre opened in Fuzuli", "2024-03", "", "press"),
    "general": ("caspia", "Common knowledge", "", "", "general"),
}  # fmt: skip
NUMBERS = {source: number for number, source in enumerate(SOURCES, start=1)}


def figure(
    name: str,
    text: str,
    *sources: str,
    span: tuple[float, float] | None = None,
    unit: str = "",
    how: str = "Stated by the row.",
    rivals: tuple[str, ...] = (),
) -> Figure:
    """Make a figure of this brief; its rows are called after it."""
    low, high = span or (None, None)
    rows = tuple(f"{name}.{source}" for source in sources)
    return Figure(f"{BRIEF_ID}:{name}", text, rows, sources, how, low, high, unit, rivals)


TURNOVER = figure(
    "trade.turnover.2023.KAZ", "529.4 MUSD", "igc", span=(529.35, 529.45), unit="MUSD",
    rivals=("trade_turnover.AZE-KAZ.2023.idd",),
)  # fmt: skip
OIL = figure("oil.aktau-baku.2023", "1,392 kt", "kto", span=(1391.5, 1392.5), unit="kt")


def row(*cells: str | Figure | Text) -> tuple[Text, ...]:
    """Make a row of a table of words, figures and mixed texts."""
    return tuple(cell if isinstance(cell, tuple) else (cell,) for cell in cells)


@cache
def sample_brief() -> Brief:
    """Return the brief; drawn once, since it never changes."""
    return Brief(
        id=BRIEF_ID,
        title=f"{A} and {B}",
        subtitle="Ties, trade, transit and energy as they stood on 31 May 2024",
        a="AZE",
        b="KAZ",
        on=ON,
        as_of=ON,
        headlines=_headlines(),
        sections=(
            _summary(), _visits(), _agreements(), _trade(), _transit(), _energy(), _blocs(),
            _peace(), _projects(), _planned(), _missing(),
        ),
        sources=tuple(
            SourceNote(number, source, *SOURCES[source]) for source, number in NUMBERS.items()
        ),
        provenance={
            "code_version": "0.1.0",
            "rows_hash": "6f1f0c2d9e5b4a7788d3c1e2f4a5b6c7d8e9f0a1b2c3d4e5f60718293a4b5c6d",
            "on": ON.isoformat(),
            "as_of": ON.isoformat(),
            "rows_by_grade": {"published": 212, "event": 61, "structural": 40, "undated": 3},
            "layers": ["reference"],
        },
    )  # fmt: skip


def _headlines() -> tuple[Headline, ...]:
    goal = figure("trade.goal", "1 billion USD", "council", span=(1000, 1000), unit="MUSD")
    visits = figure(
        "visits.count.24m", "9", "baku2022", "talks", "speca", "council",
        span=(9, 9), unit="count", how="Counted over the visits of the table below.",
    )  # fmt: skip
    documents = figure("documents.2024-03", "14", "idd", span=(14, 14), unit="count")
    return (
        Headline("Trade in 2023", TURNOVER, ("goal of the presidents: ", goal)),
        Headline("Visits since June 2022", visits, ("both ways, ministers included",)),
        Headline("Oil Aktau–Baku, 2023", OIL, ("5.5 times that of 2022",)),
        Headline("Papers signed in March 2024", documents),
    )


def _picture(name: str, title: str, drawing: Drawing, credit: str = "") -> Picture:
    return Picture(name, title, drawing.svg, drawing.alt, credit)


def _summary() -> Section:
    treaty = figure("treaty.2005", "24 May 2005", "talks")
    council = figure("council.first", "11 March 2024", "council")
    return Section(
        "key-figures",
        "At a glance",
        (
            Paragraph((
                f"{A} and {B} have been bound by a treaty on strategic partnership and allied "
                "relations since ", treaty, ". Their Supreme Interstate Council met for the first "
                "time on ", council, " in Baku. Turnover reached ", TURNOVER, " in 2023 by Kazakh "
                "statistics; the oil that Kazakhstan ships from Aktau to Baku came to ", OIL, ".",
            )),
            _picture("map", "The two states and the places of this page", region_map(_map()),
                     "Base map: Natural Earth, worldview of the United Nations"),
        ),
    )  # fmt: skip


def _map() -> MapRequest:
    places = (
        MapPlace("Baku", 40.41, 49.87, "capital"), MapPlace("Astana", 51.17, 71.43, "capital"),
        MapPlace("Almaty", 43.24, 76.92, "meeting"), MapPlace("Fuzuli", 39.6, 47.15, "meeting"),
        MapPlace("Aktau", 43.6, 51.22, "port"), MapPlace("Kuryk", 43.18, 51.65, "port"),
        MapPlace("Alat", 39.98, 49.43, "port"), MapPlace("Tengiz", 46.17, 53.42, "project"),
        MapPlace("Dostyk", 45.25, 82.48), MapPlace("Altynkol", 44.2, 80.25),
    )  # fmt: skip
    ferry = MapLine("Ferry", ((51.22, 43.6), (50.4, 41.8), (49.5, 40.0)), "ferry")
    return MapRequest(("AZE",), ("KAZ",), ON, places, (ferry,))


def _visits() -> Section:
    listed = (
        ("2022-08-24", "24 August 2022", "Baku", TOKAYEV, "official visit", "baku2022"),
        ("2023-04-10", "10 April 2023", "Astana", ALIYEV, "official visit", "talks"),
        ("2023-06-22", "22 June 2023", "Baku", "Alikhan Smailov", "official visit", "speca"),
        ("2023-11-03", "3 November 2023", "Astana", ALIYEV, "summit", "speca"),
        ("2023-11-24", "24 November 2023", "Baku", TOKAYEV, "working visit", "speca"),
        ("2024-03-05", "5 March 2024", "Astana", "Parviz Shahbazov", "commission", "igc"),
        ("2024-03-11", "11–12 March 2024", "Baku", TOKAYEV, "state visit", "council"),
        ("2024-03-12", "12 March 2024", "Fuzuli", TOKAYEV, "opening", "fuzuli"),
        ("2024-05-10", "10–11 May 2024", "Almaty", "Jeyhun Bayramov", "ministers’ talks", "almaty"),
    )  # fmt: skip
    rows = tuple(
        row(figure(f"visit.{key}", day, source), place, who, kind)
        for key, day, place, who, kind, source in listed
    )
    columns = (Column("Day"), Column("Place"), Column("Visitor"), Column("Kind"))
    counts = (
        VisitCount(2022, B, "official visit", 1), VisitCount(2023, A, "official visit", 1),
        VisitCount(2023, A, "other", 1), VisitCount(2023, B, "official visit", 1),
        VisitCount(2023, B, "working visit", 1), VisitCount(2024, A, "other", 2),
        VisitCount(2024, B, "state visit", 1), VisitCount(2024, B, "other", 1),
    )  # fmt: skip
    kinds = ("state visit", "official visit", "working visit", "other")
    request = VisitsRequest(A, B, kinds, counts, 2020, 2024)
    return Section(
        "visits",
        "Visits",
        (
            _picture("visits-chart", "Visits by year and kind", visits_chart(request)),
            Table("visits-table", "Visits since June 2022", columns, rows),
        ),
    )


def _agreements() -> Section:
    listed = (
        ("2005", "24 May 2005", "Treaty on Strategic Partnership and Allied Relations", "in force",
         "none stated", "talks"),
        ("2022", "24 August 2022", "Declaration on strengthening strategic relations and deepening "
         "allied interaction", "in force", "none stated", "baku2022"),
        ("2022-11", "November 2022", "KMG–SOCAR agreement on the transit of Tengiz oil", "in force",
         "caps the crossing Aktau–Baku at 1.5 Mt a year", "plan"),
        ("2022-rm", "25 November 2022", "Roadmap for removing bottlenecks 2022–2027, with Georgia "
         "and Türkiye", "in force", "works towards 10 Mt a year", "roadmap"),
        ("2023", "10 April 2023", "Protocol on the Supreme Interstate Council", "in force",
         "none stated", "talks"),
        ("2024", "11 March 2024", "KMG–SOCAR agreement on growth to 2.2 Mt a year", "in force",
         "raises the cap step by step", "plan"),
        ("2024-05", "1 May 2024", "Memorandum on joining power systems, with Uzbekistan",
         "in force", "study of a cable across the Caspian", "cable"),
    )  # fmt: skip
    rows = tuple(
        row(figure(f"agreement.{key}", day, source), title, status, effect)
        for key, day, title, status, effect, source in listed
    )
    columns = (Column("Signed"), Column("Agreement"), Column("Status"), Column("Effect"))
    return Section(
        "agreements",
        "Agreements",
        (Table("agreements-table", "Agreements in force on the day", columns, rows),),
    )


def _trade() -> Section:
    musd = {"unit": "MUSD"}
    y2022 = figure("trade.turnover.2022.KAZ", "463.3 MUSD", "igc", span=(463.25, 463.35), **musd)
    y2019 = figure(
        "trade.turnover.2019.AZE", "229.6 MUSD", "customs2019", span=(229.55, 229.65), **musd
    )
    article = figure(
        "trade.turnover.2023.IDD", "more than 500 MUSD", "idd", span=(500, 600), **musd,
        rivals=("trade_turnover.AZE-KAZ.2023.igc", "trade_turnover.AZE-KAZ.2023.azernews"),
    )  # fmt: skip
    growth = figure(
        "trade.change.2023", "14.2–14.3 %", "igc", span=(14.24, 14.29), unit="percent",
        how="Change of trade.turnover.2023.KAZ over trade.turnover.2022.KAZ.",
    )  # fmt: skip
    sent = figure("trade.exports.2023", "73.0 MUSD", "igc", span=(72.95, 73.05), **musd)
    bought = figure("trade.imports.2023", "456.3 MUSD", "igc", span=(456.25, 456.35), **musd)
    columns = (
        Column("Year"), Column("Reporter"), Column("Turnover", RIGHT),
        Column("Azerbaijan’s exports", RIGHT), Column("Azerbaijan’s imports", RIGHT),
    )  # fmt: skip
    rows = (
        row("2019", "Azerbaijan", y2019, "", ""),
        row("2022", "Kazakhstan", y2022, "", ""),
        row("2023", "Kazakhstan", TURNOVER, sent, bought),
        row("2023", "IDD, ADA University", article, "", ""),
    )
    values = (
        TradeValue(2019, "Azerbaijan", 229.6, 229.55, 229.65),
        TradeValue(2022, "Kazakhstan", 463.3, 463.25, 463.35),
        TradeValue(2023, "Kazakhstan", 529.4, 529.35, 529.45),
        TradeValue(2023, "IDD, ADA University", 500, 500, 600, text="more than 500"),
    )
    chart = trade_chart(TradeRequest(f"Trade turnover of {A} and {B}", values))
    return Section(
        "trade",
        "Trade",
        (
            Paragraph(("By Kazakh statistics turnover grew by ", growth, " in 2023.")),
            _picture("trade-chart", "Trade turnover by year and reporter", chart),
            Table("trade-table", "Trade by year and reporter", columns, rows),
        ),
    )


def _transit() -> Section:
    months = ("January", "February", "March", "April", "May", "June", "July", "August")
    columns = (
        Column("Month of 2023"), Column("Direction"), Column("Cargo, kt", RIGHT),
        Column("Containers, TEU", RIGHT),
    )  # fmt: skip
    rows = []
    for number, month in enumerate(months):
        for way, base in (("Aktau to Alat", 60), ("Alat to Aktau", 35), ("Kuryk to Alat", 90)):
            name = f"ferry.{number + 1}.{base}"
            tonnes = base + 3 * number
            cargo = figure(
                f"{name}.cargo",
                f"{tonnes}",
                "general",
                span=(tonnes - 0.5, tonnes + 0.5),
                unit="kt",
            )
            boxes = figure(
                f"{name}.boxes",
                f"{9 * tonnes}",
                "general",
                span=(9 * tonnes, 9 * tonnes),
                unit="TEU",
            )
            rows.append(row(month, way, cargo, boxes))
    return Section(
        "transit",
        "Transit",
        (
            Paragraph(("The crossing is the narrow place of the corridor.",)),
            Table("transit-table", "Cargo across the Caspian by month", columns, tuple(rows)),
        ),
    )


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year + 1, 1, 1)


def _energy() -> Section:
    earlier = figure("oil.aktau-baku.2022", "250 kt", "kto", span=(249.5, 250.5), unit="kt")
    plan = figure(
        "oil.aktau-baku.2024.plan", "up to 1,500 kt", "plan", unit="kt", how="A plan, no fact."
    )
    readings = (
        Reading(*_year(2022), "KazTransOil", 250, 249.5, 250.5),
        Reading(*_year(2023), "KazTransOil", 1392, 1391.5, 1392.5),
        Reading(date(2024, 1, 1), date(2024, 4, 1), "KazTransOil", 355, 354.5, 355.5),
        Reading(*_year(2024), "KazTransOil", 1500, None, 1500, hollow=True, text="up to 1,500"),
    )
    chart = interval_chart(IntervalRequest("Kazakh oil shipped from Aktau to Baku", "kt", readings))
    return Section(
        "energy",
        "Energy",
        (
            Paragraph((
                "Shipments rose from ", earlier, " in 2022 to ", OIL, " in 2023; ", plan,
                " are planned for 2024.",
            )),
            _picture("oil-chart", "Kazakh oil shipped from Aktau to Baku", chart),
        ),
    )  # fmt: skip


def _blocs() -> Section:
    since = {"OTS": "2009", "ECO": "1992", "CIS": "1993", "SPECA": "1998"}
    rows = tuple(
        row(bloc, ("since ", figure(f"bloc.{bloc}", year, "general")), "both members")
        for bloc, year in since.items()
    )
    columns = (Column("Bloc"), Column("Both in it"), Column("Standing"))
    return Section("blocs", "Blocs", (Table("blocs-table", "Blocs of both", columns, rows),))


def _peace() -> Section:
    host = figure("peace.almaty", "10–11 May 2024", "almaty", rivals=("event.almaty.mediation",))
    return Section(
        "peace",
        "Peace process",
        (
            Paragraph((
                "Kazakhstan hosted the foreign ministers of Armenia and Azerbaijan in Almaty on ",
                host, ". It offered good offices; hosting is not mediating.",
            )),
        ),
    )  # fmt: skip


def _projects() -> Section:
    opened = figure("project.kurmangazy", "12 March 2024", "fuzuli")
    cost = figure("project.fibre.cost", "51 MUSD", "talks", span=(50.5, 51.5), unit="MUSD")
    rows = (
        row("Kurmangazy children’s creativity centre, Fuzuli", ("opened ", opened), ""),
        row("Trans-Caspian fibre line Aktau–Sumgait", "planned", ("estimated at ", cost)),
    )
    columns = (Column("Project"), Column("State"), Column("Cost", RIGHT))
    return Section("projects", "Projects", (Table("projects-table", "Projects", columns, rows),))


def _planned() -> Section:
    summit = figure("planned.shusha", "6 July 2024", "council")
    text = ("An informal summit of the Organization of Turkic States is planned for ", summit, ".")
    return Section("planned", "Planned", (Paragraph(text),))


def _missing() -> Section:
    return Section(
        "missing",
        "What the ledger cannot tell",
        (
            Missing("Azerbaijan’s own figure for turnover in 2023.",
                    "The yearbook of the State Customs Committee would fill it."),
            Missing("Positions of either on the other’s candidacies.",
                    "Records of votes in the United Nations would fill it."),
        ),
    )  # fmt: skip
