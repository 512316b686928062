"""A web page → what it says of an article: body by trafilatura; headline, captions and their places by the page's tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree, html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from chancery.article.captions import LONGEST_CAPTION, credit_name, part
from chancery.article.cleaning import clean, one_line
from chancery.article.draft import Draft, Part
from chancery.article.errors import ArticleError
from chancery.article.lines import blocks
from chancery.article.metadata import Metadata, read_metadata
from chancery.article.sift import Sifted, sift
from chancery.lexicon.furniture import FurnitureTable, plain
from chancery.lexicon.outlets import OutletTables

MOST_ELEMENTS = 40_000  # the largest news pages have 20,000
MOST_DEPTHS = 2_000_000  # the depths of all elements together; extraction takes time by it
NEVER_SHOWN = "script style noscript template svg iframe object form button select textarea".split()
BLOCKS = frozenset(
    "address article aside blockquote br center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol "
    "p pre section table tbody td th tr ul".split()
)
CAPTION_CLASS = re.compile(r"caption(?:[-_]*(?:text|title|content|description|wrapper|body))?$", re.I)
CREDIT_CLASS = re.compile(r"credit|copyright|source|photographer|byline|attribution", re.I)
LABEL_CLASS = re.compile(
    r"credit-(?:label|description|prefix)|visually-?hidden|off-?screen|sr-only|screen-reader", re.I
)
ELSEWHERE_CLASS = re.compile(r"\b(?:related|promo|teaser|recommend\w*|video|most-(?:read|viewed))\b", re.I)
LONGEST_GALLERY = 4  # captions in a row, without a paragraph between: more are a gallery, a story of its own
FEWEST_SHARED = 0.4  # share of the title's words that its headline has
LONGEST_HEADLINE = 300  # characters
BREAK = "\ue000"  # of the private use area, so that no page means anything by it


@dataclass(frozen=True)
class Found:
    """A headline or caption as the tree has it; ``at`` counts the letters of the page before it."""

    text: str
    at: int
    credit: str | None = None


def read_page(page: str, url: str | None, outlets: OutletTables) -> Draft:
    """Part an article from the page around it; ArticleError where the page is no page or too large."""
    tree = _tree(page)
    metadata = read_metadata(tree, url)
    for element in list(tree.iter(*NEVER_SHOWN)):
        element.drop_tree()
    letters, places = _layout(tree)
    headline = _headline(tree, metadata, places)
    pictures = list(_captions(tree, places, outlets.furniture, headline))
    body = _body(tree, metadata)
    shown = [line for line in body if headline is None or plain(line) != plain(headline.text)]
    sifted = sift(shown, outlets.furniture, has_headline=True)
    mirrors = _mirrors(tree, outlets.furniture)
    sections = [name for name in metadata.sections if not _is_home(name, headline, outlets.furniture)]
    return Draft(
        parts=list(_in_order(headline, pictures, sifted, letters)),
        url=metadata.url,
        alternate_urls=(*mirrors, *sifted.alternate_urls, *metadata.alternate_urls),
        sections=sections or sifted.head.sections,
        published=metadata.published or sifted.head.published,
        authors=metadata.authors or sifted.head.authors,
        outlet=metadata.outlet,
        language=metadata.language,
    )


def _tree(page: str) -> HtmlElement:
    # A parser of its own for each page: no network, no entities of the page's making, no more than libxml2's usual depth.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(
            page.replace("\0", "").replace(BREAK, "").encode("utf8", errors="replace"), parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise ArticleError("not a page that can be read as HTML") from error
    _check_size(tree)
    return tree


def _check_size(tree: HtmlElement) -> None:
    elements, depth, depths = 0, 0, 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        depths += depth
        elements += event == "start"
    if elements > MOST_ELEMENTS or depths > MOST_DEPTHS:
        raise ArticleError(f"too large or too deep a page ({elements:,} elements)")


def _layout(tree: HtmlElement) -> tuple[str, dict[HtmlElement, int]]:
    """Give the page's letters without blanks, and how many of them stand before each element."""
    letters: list[str] = []
    places: dict[HtmlElement, int] = {}
    count = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            places[element] = count
        text = "".join(((element.text if event == "start" else element.tail) or "").split())
        letters.append(text)
        count += len(text)
    return "".join(letters), places


def _headline(tree: HtmlElement, metadata: Metadata, places: dict[HtmlElement, int]) -> Found | None:
    """The first heading that says what the page's title says; the title itself where no heading does."""
    shown = [(_shown(heading), heading) for heading in tree.iter("h1")]
    shown = [(text, heading) for text, heading in shown if text and len(text) <= LONGEST_HEADLINE]
    titles = [title for title in metadata.titles if title != metadata.outlet]
    for title in titles:
        for text, heading in shown:
            if _alike(text, title):
                return Found(text, places[heading])
    if len(shown) == 1 and len(shown[0][0].split()) > 2:
        return Found(shown[0][0], places[shown[0][1]])
    return Found(titles[0][:LONGEST_HEADLINE], 0) if titles else None


def _alike(heading: str, title: str) -> bool:
    ours, theirs = set(plain(heading).split()), set(plain(title).split())
    return bool(ours & theirs) and len(ours & theirs) >= FEWEST_SHARED * min(len(ours), len(theirs)) and len(ours) > 1


def _captions(
    tree: HtmlElement, places: dict[HtmlElement, int], furniture: FurnitureTable, headline: Found | None
) -> Iterator[Found]:
    """Take the captions out of the tree, each with its credit and its place."""
    told: set[str] = {plain(headline.text)} if headline else set()
    for element in _caption_elements(tree):
        elsewhere = _is_elsewhere(element)
        credit = _credit_element(element)
        parted = part(_shown(element), furniture)
        at = places[element]
        if element.getparent() is not None:
            element.drop_tree()
        text = parted.text
        if elsewhere or not _is_caption(text, furniture) or plain(text) in told:
            continue
        told.add(plain(text))
        names = [name for name in (parted.credit, credit and credit_name(credit, furniture)) if name]
        yield Found(text, at, names[-1] if names else None)


def _is_caption(text: str, furniture: FurnitureTable) -> bool:
    """Pages mark their buttons as captions too; a single word tells of no picture."""
    return 1 < len(text.split()) <= LONGEST_CAPTION and furniture.furniture(text) is None


def _caption_elements(tree: HtmlElement) -> list[HtmlElement]:
    """The elements marked as captions: a figcaption whole, of other nested marks the innermost."""
    marked = {element for element in tree.iter() if _is_marked_caption(element)}
    outer: set[HtmlElement] = set()
    inner: set[HtmlElement] = set()
    for element in marked:
        for above in element.iterancestors():
            if above in marked and above.tag == "figcaption":
                inner.add(element)
            elif above in marked:
                outer.add(above)
    return [element for element in tree.iter() if element in marked and element not in outer and element not in inner]


def _is_marked_caption(element: HtmlElement) -> bool:
    if element.tag in ("figure", "img", "table", "body", "h1", "h2") or element.getparent() is None:
        return False
    names = (element.get("class") or "").split()
    return element.tag == "figcaption" or any(CAPTION_CLASS.search(name) for name in names)


def _is_elsewhere(caption: HtmlElement) -> bool:
    """Tell whether a caption stands in a box that leads to another page."""
    for above in [caption, *caption.iterancestors()][:6]:
        if above.tag in ("article", "main", "body"):
            return False
        if above.tag == "aside" or ELSEWHERE_CLASS.search(above.get("class") or ""):
            return True
    return False


def _credit_element(caption: HtmlElement) -> str | None:
    """Take the credit out of a caption where the page marks it, or out of the figure around it."""
    figure = next((above for above in caption.iterancestors("figure")), caption)
    marked = [below for below in figure.iterdescendants() if CREDIT_CLASS.search(below.get("class") or "")]
    marked += [below for below in figure.iterdescendants("small") if below not in marked]
    for hidden in [below for below in figure.iterdescendants() if LABEL_CLASS.search(below.get("class") or "")]:
        if hidden.getparent() is not None and hidden not in marked:
            hidden.drop_tree()
    texts = [text for text in map(_shown, marked) if text and len(text.split()) <= 20]
    for below in marked:
        if below.getparent() is not None:
            below.drop_tree()
    return texts[0] if texts else None


def _shown(element: HtmlElement) -> str:
    return one_line(clean(" ".join(_pieces(element))))


def _pieces(element: HtmlElement) -> Iterator[str]:
    """The text of an element; elements that stand on lines of their own are set apart."""
    piece = ""
    for event, below in etree.iterwalk(element, events=("start", "end")):
        if below.tag in BLOCKS:
            yield piece
            piece = ""
        if event == "start":
            piece += below.text or ""
        elif below is not element:
            piece += below.tail or ""
    yield piece


def _body(tree: HtmlElement, metadata: Metadata) -> list[str]:
    """The article's blocks; the body that the page hands to search engines where the shown one is cut short."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, with_metadata=False, include_comments=False, include_tables=False)
    except (etree.LxmlError, ValueError, RecursionError, AttributeError, TypeError):
        found = None
    extracted = getattr(found, "body", None)
    if extracted is None:
        lines = []
    elif _is_bare(extracted):
        lines = [line for line in (one_line(clean(piece)) for piece in _pieces(_shown_part(tree))) if line]
    else:
        lines = list(_blocks(extracted))
    told = blocks(metadata.body) if metadata.body else []
    return told if sum(map(len, told)) > 2 * sum(map(len, lines)) else lines


def _shown_part(tree: HtmlElement) -> HtmlElement:
    body = tree.find("body")
    return tree if body is None else body


def _is_bare(body: etree._Element) -> bool:
    """Where nothing else helps, trafilatura gives all text of a page in one paragraph, each piece on a line of its own."""
    return len(body) == 1 and len(body[0]) == 0 and "\n" in (body[0].text or "").strip()


def _blocks(body: etree._Element) -> Iterator[str]:
    for element in body.iter("p", "head", "item", "quote", "code"):
        if any(above.tag in ("p", "head", "item", "quote") for above in element.iterancestors()):
            continue
        inner = list(element.iterdescendants("p", "item", "quote"))
        for block in inner or [element]:
            for below in block.iter("lb"):
                below.tail = BREAK + (below.tail or "")
            # Within an element the page's own line ends mean nothing, only its breaks do.
            yield from blocks(
                clean(BREAK.join(map(one_line, "".join(block.itertext()).split(BREAK)))).replace(BREAK, "\n")
            )


def _mirrors(tree: HtmlElement, furniture: FurnitureTable) -> list[str]:
    """The addresses that a page names as its own others, after a line of the table's kind ``addresses``."""
    if not any(phrase in tree.text_content().casefold() for phrase in _address_phrases(furniture)):
        return []
    lines = [one_line(clean(piece)) for piece in _pieces(_shown_part(tree))]
    return sift([line for line in lines if line], furniture, has_headline=True).alternate_urls


def _address_phrases(furniture: FurnitureTable) -> list[str]:
    return [row.phrase.casefold() for row in furniture.rows if row.kind == "addresses"]


def _is_home(name: str, headline: Found | None, furniture: FurnitureTable) -> bool:
    home = {plain(row.phrase) for row in furniture.rows if row.kind == "home"}
    return plain(name) in home or (headline is not None and plain(name) == plain(headline.text))


def _in_order(headline: Found | None, captions: Sequence[Found], sifted: Sifted, letters: str) -> Iterator[Part]:
    """Give headline, captions and paragraphs in the order of the page; captions of other articles are left out."""
    if headline:
        yield Part("headline", headline.text)
    waiting = sorted(captions, key=lambda caption: caption.at)
    cursor, told = 0, {plain(caption.text) for caption in captions}
    for number, piece in enumerate(sifted.parts):
        if piece.kind == "paragraph" and plain(piece.text) in told:
            continue
        squeezed = "".join(piece.text.split())
        at = letters.find(squeezed, cursor)
        at = at if at >= 0 else letters.find(squeezed[:40], cursor)
        if at >= 0:
            since = 0 if number == 0 and headline is None else headline.at if number == 0 and headline else cursor
            yield from _pictured([one for one in waiting if (number == 0 or since <= one.at) and one.at < at])
            waiting = [one for one in waiting if one.at >= at]
            cursor = at + len(squeezed)
        yield piece


def _pictured(captions: Sequence[Found]) -> Iterator[Part]:
    if len(captions) <= LONGEST_GALLERY:
        for caption in captions:
            yield Part("caption", caption.text, caption.credit)
