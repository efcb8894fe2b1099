from __future__ import annotations

import dataclasses

import pytest
from lxml import etree

from kursk_map.publish.frames import frame_history, frame_snapshot
from kursk_map.publish.kml import write_kml
from tests.publish.toy import EVIDENCE, toy_history, toy_snapshot

KML = {"k": "http://www.opengis.net/kml/2.2"}


@pytest.fixture(scope="module")
def root() -> etree._Element:
    frames = frame_history(toy_history(), EVIDENCE)
    return etree.fromstring(write_kml(frames, "A <title> & more", with_time=True))


def test_every_style_that_is_used_is_there(root: etree._Element) -> None:
    styles = {f"#{name}" for name in root.xpath("//k:Style/@id", namespaces=KML)}
    used = set(root.xpath("//k:styleUrl/text()", namespaces=KML))
    assert used <= styles
    assert {"#areas-ukrainian-russian", "#front_lines", "#settlements-contested"} <= used


def test_colours_are_written_backwards(root: etree._Element) -> None:
    style = root.xpath("//k:Style[@id='areas-ukrainian-russian']", namespaces=KML)[0]
    assert style.findtext("k:PolyStyle/k:color", namespaces=KML) == "a0b27200"


def test_a_title_is_text(root: etree._Element) -> None:
    assert root.findtext("k:Document/k:name", namespaces=KML) == "A <title> & more"


def test_placemarks_follow_the_order_of_the_schema(root: etree._Element) -> None:
    for placemark in root.xpath("//k:Placemark", namespaces=KML):
        tags = [etree.QName(child).localname for child in placemark]
        assert tags[:5] == ["name", "description", "TimeSpan", "styleUrl", "ExtendedData"]
        assert len(tags) == 6


def test_a_link_is_a_link_only_on_the_web() -> None:
    (document,) = EVIDENCE.documents.values()
    script = dataclasses.replace(document, url="javascript:alert(1)")
    frames = frame_snapshot(toy_snapshot(), {document.document_id: script})
    data = write_kml(frames, "title", with_time=False)
    assert b"javascript:" not in data
    assert b"href=" not in data
