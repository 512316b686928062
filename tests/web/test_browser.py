"""The dashboard in a real browser: Debian's Chromium, driven by Playwright; skipped, saying so, where either is missing."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chancery.ledger import Ledger
from chancery.web import create_app
from tests.export.test_layouts import RECORD
from tests.web.test_pages import hostile

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt-get install chromium)")
# Chromium's own background requests would only be refused here; the sandbox cannot run as root.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
PAGES = ["/", "/pair/NOR/RUS", "/actor/Norway", "/article/t1", "/article/evil", "/search?words=expelled", "/nowhere"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    import uvicorn

    ledger = Ledger.open(Path(tmp_path_factory.mktemp("ledger")) / "l", create=True)
    ledger.add([RECORD, hostile()])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(ledger), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(base_url=address)
    asked: list[str] = []
    opened = context.new_page()
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("dialog", lambda dialog: pytest.fail("a script of an article ran"))
    yield opened
    assert all(url.startswith((address, "data:")) for url in asked), asked
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_each_page_shows_its_heading_and_no_error(page: Any, path: str) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(path)
    assert page.locator("h1").count() == 1
    assert [fault for fault in faults if "404" not in fault] == []


def test_a_filter_changes_what_is_shown_and_the_address_reproduces_it(page: Any) -> None:
    page.goto("/pair/NOR/RUS")
    assert page.locator("#happened + ul > li").count() == 2
    page.locator("details.filters summary").click()
    page.locator("select[name=event]").select_option("SANCTION")
    page.get_by_role("button", name="Show").click()
    assert page.locator("#happened + ul > li").count() == 1
    page.goto(page.url)
    assert page.locator("#happened + ul > li").count() == 1


def test_from_a_mark_of_the_chart_to_the_sentence(page: Any) -> None:
    page.goto("/pair/NOR/RUS?by=day")
    page.locator("figure .wide svg a").first.click()
    assert "2024-05-13" in page.locator("#happened").inner_text()
    page.locator("#happened ~ ul a", has_text="Example").first.click()
    assert page.url.endswith("#e1")
    assert "expelled" in page.locator("article .event").first.inner_text()


def test_a_mark_leads_to_its_explanation(page: Any) -> None:
    page.goto("/article/t1")
    page.locator("article a.event").first.click()
    assert page.evaluate("document.querySelector(':target').id") == "e1"


def test_on_a_phone_an_explanation_comes_to_the_reader_and_goes_again(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/article/t1")
    page.locator("article a.event").first.click()
    note = page.locator("#e1")
    assert note.bounding_box()["y"] > 300
    note.locator(".close").click()
    assert page.evaluate("document.querySelector(':target').id") == "text"


def test_hostile_text_is_shown_and_not_run(page: Any) -> None:
    page.goto("/article/evil")
    assert "<script>alert(1)</script>" in page.locator("h1").inner_text()
    page.goto("/actor/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_screen_does_not_scroll_sideways(page: Any, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_alone_leads_from_home_to_a_pair(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_label("One", exact=True).focus()
    page.keyboard.type("NOR")
    page.keyboard.press("Tab")
    page.keyboard.type("RUS")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pair/NOR/RUS")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_serious_fault_of_accessibility(browser: Any, address: str, path: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    # axe is put into the page by the test itself, which the pages' own policy would refuse.
    context = browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    opened.goto(path)
    found = axe.Axe().run(opened).response["violations"]
    context.close()
    assert [fault["id"] for fault in found if fault["impact"] in ("serious", "critical")] == []
