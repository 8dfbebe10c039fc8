"""A badge for each topic, which says how many papers it has."""

import json
import xml.etree.ElementTree as ET

from generator.model import TopicSlug
from generator.publish.badges import LONGEST, badge_files, svg
from generator.publish.downloads import downloads
from tests.nasty import NASTY
from tests.pages.toy import toy_catalog


def test_each_topic_has_a_picture_and_its_number() -> None:
    """With the papers of its sub-topics, as its page counts them; the same bytes each time."""
    catalog = toy_catalog()
    files = dict(badge_files(catalog))
    assert {*files} == {f"badges/{slug}.{ending}" for slug in catalog.topics for ending in ("svg", "json")}
    entry = catalog.topics[TopicSlug("paper-craft")]
    said = json.loads(files["badges/paper-craft.json"])
    assert (said["schemaVersion"], said["label"], said["count"]) == (1, "Paper craft", len(entry.papers))
    assert said["message"] == f"{len(entry.papers)} paper{'s' * (len(entry.papers) != 1)}"
    assert f"Paper craft: {said['message']}" in files["badges/paper-craft.svg"]
    assert dict(badge_files(catalog)) == files
    assert all(len(content) < 1000 for content in files.values())


def test_a_site_has_them_beside_its_pages() -> None:
    catalog = toy_catalog()
    assert "badges/routing.svg" in dict(downloads(catalog))
    named = {path.rpartition("/")[2].partition(".")[0] for path, _ in downloads(catalog) if path.startswith("badges/")}
    assert named == {*catalog.topics}


def test_a_title_is_text_in_a_picture() -> None:
    """Whatever it holds, the file is XML and says just that."""
    for text in (*NASTY, '"><script>alert(1)</script>', "a & b", "論文"):
        label = text[:LONGEST]
        if label.isprintable():
            drawing = ET.fromstring(svg(label, "1 paper"))
            texts = [element.text or "" for element in drawing.iter() if element.tag.endswith("}text")]
            assert texts == [label, "1 paper"]
            tags = {element.tag.rpartition("}")[2] for element in drawing.iter()}
            assert tags == {"svg", "title", "rect", "g", "text"}
