"""Quotations inside quotations: “The premier told me, ‘We are ready,’ and left,” said the envoy."""

from __future__ import annotations

from chancery.extract.said.claims import Claim
from chancery.extract.said.cue import Cue
from chancery.extract.said.page import Page
from chancery.extract.said.quotations import Quotation
from chancery.extract.said.signatures import ENDS_SENTENCE, closing_sign
from chancery.extract.said.tags import first_tag, last_tag


def attach_inner(page: Page, by_head: dict[int, Claim]) -> None:
    """Give what somebody quotes of others to the cue beside it, inside the same marks."""
    for quotation in page.quotations:
        around = page.around(quotation.span[0])
        tag = _tag(page, quotation, around) if around is not None and quotation.depth == 1 else None
        if tag is not None and tag.source is not None:
            by_head[tag.head.i] = Claim(tag, [quotation.inside], quoted=True)


def _tag(page: Page, quotation: Quotation, around: Quotation) -> Cue | None:
    """Find the cue that leads in to an inner quotation, or stands right behind it."""
    before = page.tokens(around.inside[0], quotation.span[0])
    start = max((i for i, token in enumerate(before, 1) if token.text in ENDS_SENTENCE), default=0)
    if before[start:] and page.text[: quotation.span[0]].rstrip()[-1:] in ",:":
        return last_tag(page, before[start:])
    behind = page.tokens(quotation.span[1], around.inside[1])
    end = next((i for i, token in enumerate(behind) if token.text in ENDS_SENTENCE), len(behind))
    if end and closing_sign(page.text, quotation) in ",!?":
        return first_tag(page, behind[:end], quotation, page.block(quotation.span[0]))
    return None
