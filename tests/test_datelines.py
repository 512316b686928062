"""The dateline before a paragraph's first sentence."""

from __future__ import annotations

import pytest

from chancery.datelines import behind, dateline, place_of


@pytest.mark.parametrize(
    ("text", "opening", "place"),
    [
        ("TIRANA, Albania (AP) — The port was shut.", "TIRANA, Albania (AP) — ", "TIRANA, Albania"),
        ("TIRANA, March 12 (Reuters) - Ferries stopped.", "TIRANA, March 12 (Reuters) - ", "TIRANA"),
        ("TIRANA - Ferries stopped.", "TIRANA - ", "TIRANA"),
        ("Tirana, Jan. 5 (ATA) – Ferries stopped.", "Tirana, Jan. 5 (ATA) – ", "Tirana"),
        ("PORT-AU-PRINCE, Sept 3, 2014 -- “Nobody came.”", "PORT-AU-PRINCE, Sept 3, 2014 -- ", "PORT-AU-PRINCE"),
        ("TIRANA, Albania (ATA), March 20, 2023 -", "TIRANA, Albania (ATA), March 20, 2023 -", "TIRANA, Albania"),
        ("TIRANA, 20 March 2023 – Ferries stopped.", "TIRANA, 20 March 2023 – ", "TIRANA"),
        ("Tirana, 5 May (ATA) - Ferries stopped.", "Tirana, 5 May (ATA) - ", "Tirana"),
        ("TIRANA/ROME, March 7 (ATA) - Ferries stopped.", "TIRANA/ROME, March 7 (ATA) - ", "TIRANA/ROME"),
        ("(ATA) — Ferries stopped.", "(ATA) — ", ""),
        ("TIRANA: Ferries stopped.", "TIRANA: ", "TIRANA"),
        ("MR. BERG: Ferries stopped.\n\nMS. LUND: Why?", "", ""),
        ("14:52 Tirana says the port is shut.", "14:52 ", ""),
        ("9.05am GMT – “Nobody came,” says the envoy.", "9.05am GMT – ", ""),
        ("12:00 was when the port shut.", "", ""),
        ("THE PORT IS SHUT - Anna Lund said so.", "", ""),
        ("NATO - the alliance - said no.", "", ""),
        ("Tirana — The port was shut.", "", ""),
        ("COVID-19 closed the port.", "", ""),
        ("U.S.—China talks went on.", "", ""),
    ],
)
def test_dateline(text: str, opening: str, place: str) -> None:
    """What opens a paragraph, and the place that it names."""
    found = dateline(text, 0, len(text))
    assert (found[0] if found else "") == opening
    span = place_of(found) if found else None
    assert (text[slice(*span)] if span else "") == place
    assert behind(text, 0, len(text)) == len(opening)
