"""The dashboard over a small ledger, hostile text and all; every page is read by a client without scripts."""

from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

from chancery.ledger import Ledger
from chancery.model import Actor, Article, Mention, Record, Statement
from chancery.web import create_app
from tests.export.test_layouts import RECORD
from tests.ledger.made import record

SCRIPT = "<script>alert(1)</script>"


def hostile() -> Record:
    text = f"{SCRIPT} headline\n\n{SCRIPT} said “{SCRIPT}” on Monday."
    name = Actor(
        id="a1",
        name=f"{SCRIPT}",
        kind="person",
        country="RUS",
        mentions=(Mention(span=(35, 60), how="name", because=SCRIPT),),
    )
    said = Statement(
        id="s1",
        speaker=("a1",),
        speaker_span=(35, 60),
        cue_span=(61, 65),
        content_spans=((66, 93),),
        kind="direct",
        because=(SCRIPT,),
    )
    return msgspec.structs.replace(
        RECORD,
        article=Article(
            id="evil", text=text, url="javascript:alert(1)", headline=f"{SCRIPT} headline", headline_span=(0, 34),
            published="2024-05-14", language="en", paragraphs=((36, len(text)),),
        ),
        actors=(name,), statements=(said,), events=(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    ledger = Ledger.open(Path(tmp_path_factory.mktemp("ledger")) / "l", create=True)
    ledger.add([RECORD, hostile()])
    return TestClient(create_app(ledger), follow_redirects=False)


PAGES = [
    "/",
    "/pair/NOR/RUS",
    "/pair/NOR/RUS?by=day&since=2024-05-13&until=&event=&outlet=",
    "/pair/AAA/BBB",
    "/actor/Norway",
    "/article/t1",
    "/article/evil",
    "/search",
    "/search?what=statements&words=alert",
    "/search?words=expelled&status=occurred",
]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_and_runs_nothing(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    tags = Tags()
    tags.feed(answer.text)
    names = {tag for tag, _ in tags.seen}
    assert "script" not in names
    assert "main" in names
    for tag, attributes in tags.seen:
        assert not any(name.startswith("on") for name in attributes), tag
        for where in ("href", "src", "action", "xlink:href"):
            assert (attributes.get(where) or "/").startswith(("/", "#", "data:,", "?"))
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_links_of_the_home_page_lead_somewhere(client: TestClient) -> None:
    tags = Tags()
    tags.feed(client.get("/").text)
    links = {
        attributes["href"] for tag, attributes in tags.seen if tag == "a" and (attributes["href"] or "").startswith("/")
    }
    assert "/pair/NOR/RUS" in links
    assert all(client.get(str(link)).status_code == 200 for link in links)


def test_from_the_chart_to_the_sentence(client: TestClient) -> None:
    tags = Tags()
    tags.feed(client.get("/pair/NOR/RUS").text)
    marks = [str(attributes["href"]) for tag, attributes in tags.seen if tag == "a" and "tabindex" in attributes]
    assert marks
    page = client.get(marks[0]).text
    assert "/article/t1#e1" in page
    assert "/article/t1#e2" not in page.split('id="happened"')[1].split('id="unreal"')[0]
    assert 'id="e1"' in client.get("/article/t1").text


def test_the_form_of_a_pair_leads_to_it(client: TestClient) -> None:
    assert client.get("/pair?one=NOR&other=RUS").headers["location"] == "/pair/NOR/RUS"
    assert client.get("/pair?one=&other=RUS").status_code == 422


def test_a_view_of_a_pair_is_narrowed_and_taken_along(client: TestClient) -> None:
    page = client.get("/pair/NOR/RUS?event=SANCTION&status=occurred&outlet=Example&by=day").text
    assert "/article/t1#e1" in page
    assert "/article/t1#e2" not in page
    for name in ("NOR/RUS?", "series.csv?", "chart.svg?"):
        assert f"{name}by=day&amp;event=SANCTION&amp;status=occurred&amp;outlet=Example" in page
    assert "/article/t1#e1" not in client.get("/pair/NOR/RUS?outlet=Elsewhere").text
    planned = client.get("/pair/NOR/RUS").text.split('id="unreal"')[1]
    assert "Planned or considered" in planned
    assert "/article/t1#e3" in planned


def test_an_actor_with_an_identifier_is_found_by_name_too(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "l", create=True)
    ledger.add([record(7)])
    name = record(7).actors[0].name
    client = TestClient(create_app(ledger))
    assert client.get(f"/actor/{name}").status_code == client.get(f"/actor/{name.lower()}").status_code == 200


def test_a_pair_is_chosen_by_the_names_of_countries(client: TestClient) -> None:
    assert client.get("/pair?one=norway&other=Russia").headers["location"] == "/pair/NOR/RUS"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/article/none", 404),
        ("/actor/none", 404),
        ("/nowhere", 404),
        ("/pair/A/B?since=soon", 422),
        ("/search?page=0", 422),
        ("/pair/A/B?by=year", 422),
    ],
)
def test_failures_are_pages(client: TestClient, path: str, code: int) -> None:
    answer = client.get(path)
    assert answer.status_code == code
    assert "<main" in answer.text


def test_the_server_only_reads(client: TestClient) -> None:
    assert client.post("/").status_code == 405
    assert client.delete("/api/articles/t1").status_code == 405
