"""caspia: an open model of how Azerbaijan and Central Asia trade, ship and deal with each other."""

__version__ = "0.1.0"
