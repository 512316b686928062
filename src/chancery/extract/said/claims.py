"""Which quotation belongs to which statement: the one whose cue tags it, or the one that it goes on with."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from msgspec.structs import replace

from chancery.extract import stretches, syntax
from chancery.extract.said.cue import Cue
from chancery.extract.said.page import Page
from chancery.extract.said.quotations import Quotation
from chancery.extract.said.sources import source_of
from chancery.extract.said.spans import phrase
from chancery.extract.said.tags import LEAD_IN, announced, is_joined, is_whole, stands_alone, tag_of
from chancery.lexicon.speech import CORE
from chancery.model import Span
from chancery.tokens import Token

FEWEST_WORDS = 5
# The cue whose kind an answer has that no cue tells.
SAYING = "said"
# Labels of what a verb governs without a preposition.
OBJECTS = frozenset({"obj", "iobj", "xcomp", "nsubj"})
# Parts of speech with which a subject opens.
SUBJECTS = frozenset({"DET", "NOUN", "PROPN", "ADJ", "PRON"})
# Marks that part what is told from what was quoted or told before.
MARKS = frozenset({*'"“”;:', "''", "``"})


@dataclass
class Claim:
    """A statement in the making."""

    cue: Cue
    contents: list[Span]
    quoted: bool = False
    parent: Claim | None = None

    @property
    def extent(self) -> Span:
        """From the first to the last place of the content."""
        return min(span[0] for span in self.contents), max(span[1] for span in self.contents)


def attach_quotations(page: Page, by_head: dict[int, Claim]) -> None:
    """Give every whole quotation to the cue that tags it, or to the statement it goes on with."""
    thread = _Thread(page, by_head)
    for number, quotation in enumerate(page.outer):
        if not _is_subtitle(page, quotation):
            thread.take(number, quotation)


@dataclass
class _Thread:
    """What was said last, and in which paragraph, while the quotations go by; ``waiting`` are pieces whose tag comes later."""

    page: Page
    by_head: dict[int, Claim]
    last: Claim | None = None
    block: Span | None = None
    waiting: list[Span] = field(default_factory=list)

    def __post_init__(self) -> None:
        claims = self.by_head.values()
        ends = [(claim.contents[-1][1], claim) for claim in claims if claim.cue.row.sense in CORE]
        self.told = sorted(ends, key=lambda end: end[0])
        heads = [claim.cue.head for claim in claims]
        self.cued = {head.sent.start for head in heads if self.page.around(head.idx) is None}

    def take(self, number: int, quotation: Quotation) -> None:
        """Find the statement of the next quotation."""
        block = self.page.block(quotation.span[0])
        if not quotation.continues:
            self.waiting = []
        elif self.last is not None and not self.waiting:
            self._add(self.last, quotation.inside, block)
            return
        if self.last is not None and self._follows(self.last, number, block):
            self._add(self.last, quotation.inside, block)
            return
        if not is_whole(self.page, quotation, block) or self._goes_on_inside(quotation, block):
            around = self._told_around(quotation)
            if around is not None:
                self.last, self.block = around, block
            else:
                self._go_on(quotation, block)
            return
        tag = tag_of(self.page, quotation, block)
        alone = tag is None and stands_alone(self.page, quotation, block)
        if alone and block != self.block and quotation.span[0] == block[0]:
            tag = announced(self.page, block)
        if tag is not None:
            self.last, self.block = _tagged(self.page, self.by_head, tag, quotation), block
            self.last.contents.extend(self.waiting)
            self.waiting = []
        elif alone:
            self._take_alone(number, quotation, block)
        elif self.last is not None and self.block == block and is_joined(self.page, quotation, block):
            self._add(self.last, quotation.inside, block)
        else:
            self._go_on(quotation, block)

    def _follows(self, last: Claim, number: int, block: Span) -> bool:
        """Does the next quotation follow the last one by no more than "and": "they sang “Stop it” and “Go home.”"?"""
        if number == 0 or block != self.block or last.contents[-1] != self.page.outer[number - 1].inside:
            return False
        return is_joined(self.page, self.page.outer[number], block) or self._goes_on_with(last.cue, number)

    def _goes_on_with(self, cue: Cue, number: int) -> bool:
        """Do no more than a tag and "and" or ";" part a quotation from the last: "“No bread,” she said, and “no water.”"?"""
        between = self.page.tokens(self.page.outer[number - 1].span[1], self.page.outer[number].span[0])
        told = cue.source or cue.span
        rest = [token for token in between if token.is_alpha and not told[0] <= token.idx < told[1]]
        rest = [token for token in rest if token not in cue.words]
        return [token.tag_ for token in rest] == ["CC"] or (not rest and any(token.text == ";" for token in between))

    def _take_alone(self, number: int, quotation: Quotation, block: Span) -> None:
        """Place a quotation that is a sentence of its own and has no tag."""
        if not quotation.closed and (self.waiting or (not quotation.continues and _tagged_later(self.page, number))):
            self.waiting.append(quotation.inside)
            return
        before = self._told_before(quotation, block) if block != self.block else None
        if before is not None:
            self._add(self._answering(before), quotation.inside, block)
        elif self.last is not None and self.block is not None and self._is_near(quotation, block):
            self._add(self.last, quotation.inside, block)
        elif (above := self._told_above(quotation, block)) is not None:
            self._add(above, quotation.inside, block)

    def _answering(self, before: Claim) -> Claim:
        """Give the answer of who is told to have been asked, by what he did; else what was claimed before it.

        "Asked about the raid, he shrugged. “Ask the army.”", "He was asked about the raid. “Ask the army.”"
        """
        asked = before.cue.head
        row = self.page.tables.frames_of(SAYING)[0][0]
        if before.cue.row.sense != "asked" or before.cue.source is not None or asked.tag_ != "VBN":
            return before
        own = syntax.children(asked, "nsubj:pass")
        if own and own[-1].i < asked.i:
            claim = Claim(Cue(row, asked, before.cue.words, tuple(own), phrase(own[-1])), [])
            return self.by_head.setdefault(own[-1].i, claim)
        answer = asked.head
        behind = asked.dep_ == "advcl" and asked.i < answer.i and bool(syntax.own_subjects(answer))
        if own or not behind or answer.i in self.by_head:
            return before
        claim = Claim(Cue(row, answer, (answer,), *source_of(answer)), [])
        return self.by_head.setdefault(answer.i, claim)

    def _is_near(self, quotation: Quotation, block: Span) -> bool:
        """Does a quotation stand in the paragraph of the last one, open the next, or follow there on what he or she did?"""
        opens = quotation.span[0] == block[0] or _told_by_pronoun(self.page, block, quotation)
        return self.block is not None and (block == self.block or (opens and block == self.page.next_block(self.block)))

    def _go_on(self, quotation: Quotation, block: Span) -> None:
        """Let a sentence that goes on with somebody's words, half of them quoted, and has no cue of its own, join them."""
        words = self.page.tokens(*quotation.inside)
        if self.last is None or self.block != block or len(words) < FEWEST_WORDS:
            return
        sentence = stretches.sentence_span(words[0])
        if words[0].sent.start not in self.cued and sentence[0] >= self.last.extent[1]:
            self.last.contents.append(sentence)

    def _add(self, claim: Claim, span: Span, block: Span) -> None:
        claim.contents.append(span)
        self.last, self.block = claim, block

    def _told_around(self, quotation: Quotation) -> Claim | None:
        """Give the statement with which a quotation ends that stands inside its clause: "The vote “was a farce,” he said"."""
        at = bisect_left(self.told, quotation.inside[1], key=lambda end: end[0])
        for end, claim in self.told[at : at + 3]:
            if end <= quotation.span[1] + 1 and claim.contents[0][0] <= quotation.span[0]:
                return claim
        return None

    def _goes_on_inside(self, quotation: Quotation, block: Span) -> bool:
        """Do quoted words only go on with a clause that a statement holds: "said they would continue “until he leaves”"?"""
        before = self.page.text[block[0] : quotation.span[0]].rstrip()[-1:]
        bare = self.page.text[quotation.inside[0]].islower() and before not in LEAD_IN
        around = self._told_around(quotation) if bare else None
        tag = tag_of(self.page, quotation, block) if around is not None else None
        if around is None or tag is None or tag.head is around.cue.head:
            return False
        return any(start <= tag.head.idx < quotation.span[0] < end for start, end in around.contents)

    def _told_before(self, quotation: Quotation, block: Span) -> Claim | None:
        """Give the statement of the sentence before a quotation that stands alone: "He said it had failed. “We lost.”"."""
        at = bisect_left(self.told, quotation.span[0], key=lambda end: end[0])
        claim = self.told[at - 1][1] if at else None
        return claim if claim is not None and claim.contents[0][0] >= block[0] else None

    def _told_above(self, quotation: Quotation, block: Span) -> Claim | None:
        """Give the statement, quoted in part, with which the paragraph ends before one that opens with a quotation."""
        above = self.page.block_before(block) if quotation.span[0] == block[0] else None
        words = [token for token in self.page.tokens(*above) if not token.is_space] if above is not None else []
        if not words:
            return None
        last = words[-1].sent.start
        ended = [claim for _, claim in self.told if claim.cue.head.sent.start == last and claim.cue.source is not None]
        ended = [one for one in ended if one.cue.row.sense == SAYING and self.page.around(one.cue.head.idx) is None]
        ended = [one for one in ended if one.cue.head.tag_ in syntax.FINITE and one.cue.frame in ("clause", "quote")]
        if self.page.text[quotation.inside[1] - 1] not in ".!?":
            return None
        return min(ended, key=lambda claim: claim.cue.head.i, default=None)


def _told_by_pronoun(page: Page, block: Span, quotation: Quotation) -> bool:
    """Does the sentence before a quotation tell of "he" or "she": "Then he sat down. “It is a bad day.”"?"""
    words = [token for token in page.tokens(block[0], quotation.span[0]) if not token.is_space]
    if not words:
        return False
    subjects = [token for token in words if token.dep_ in syntax.SUBJECTS and token.i >= words[-1].sent.start]
    return bool(subjects) and subjects[0].lower_ in ("he", "she")


def _is_subtitle(page: Page, quotation: Quotation) -> bool:
    """Is a paragraph no more than a few words in single marks, in an article that quotes speech in double ones?"""
    block = page.block(quotation.span[0])
    alone = quotation.span[0] == block[0] and page.text[quotation.span[1] : block[1]].strip() in ("", ".")
    return (
        alone
        and _is_single(page, quotation)
        and sum(_is_single(page, one) for one in page.outer) * 2 <= len(page.outer)
    )


def _is_single(page: Page, quotation: Quotation) -> bool:
    """Does a quotation stand in single marks?"""
    mark = page.text[quotation.span[0] : quotation.span[0] + 2]
    return mark[:1] in "'‘" and mark not in ("''", "‘‘")


def _tagged_later(page: Page, number: int) -> bool:
    """Does a quotation over several paragraphs have its tag in a later one?"""
    for later in range(number + 1, len(page.outer)):
        quotation = page.outer[later]
        if not quotation.continues:
            return False
        if tag_of(page, quotation, page.block(quotation.span[0])) is not None:
            return True
    return False


def _tagged(page: Page, by_head: dict[int, Claim], tag: Cue, quotation: Quotation) -> Claim:
    """Put a quotation under its cue, beside or instead of what the grammar gave it."""
    claim = by_head.get(tag.head.i)
    if claim is None:
        begun = _begun_before(page, tag, quotation)
        claim = by_head[tag.head.i] = Claim(tag, [*begun, quotation.inside], quoted=True)
        return claim
    mixed = [span for span in claim.contents if span[0] < quotation.span[0] - 1 and span[1] > quotation.span[0]]
    mixed = [span for span in mixed if not _only_leads_in(page, claim.cue.head, span, quotation)]
    if claim.quoted:
        claim.contents.append(quotation.inside)
    elif mixed and mixed[0][0] > claim.cue.head.idx:
        claim.contents = [(mixed[0][0], max(mixed[0][1], quotation.span[1]))]
    else:
        behind = max(tag.head.idx, quotation.span[1])
        clauses = [span for span in claim.contents if span[0] > behind and page.text.startswith("that ", span[0])]
        clauses = [span for span in clauses if not any(behind < head.idx < span[0] for head in _participles(tag.head))]
        led = [span for span in claim.contents if span[1] <= tag.head.idx and _leads_in(page, span, quotation)]
        if led and claim.cue.source is not None:
            tag = replace(tag, sources=claim.cue.sources, source=claim.cue.source)
        claim.cue = tag if tag.source else replace(tag, sources=claim.cue.sources, source=claim.cue.source)
        led = led or _begun_before(page, claim.cue, quotation)
        claim.contents = [*led, quotation.inside, *clauses]  # "“Our bad luck,” he said, that both had been there"
        claim.quoted = True
    return claim


def _begun_before(page: Page, tag: Cue, quotation: Quotation) -> list[Span]:
    """Give the words before a tag that quoted words go on with: "[France], he said, “has tried”", "[It was], he said, “late”"."""
    first = next(iter(page.tokens(*quotation.inside)), None)
    if first is None or not first.text.islower() or tag.source is None or tag.head.idx > quotation.span[0]:
        return []
    block = page.block(quotation.span[0])
    start = max(stretches.sentence_span(tag.head)[0], block[0])
    words = [token for token in page.tokens(start, min(tag.source[0], tag.words[0].idx)) if not token.is_space]
    if len(words) > 1 and words[0].tag_ == "CC":
        words = words[1:]
    if len(words) < 2 or words[-1].text != "," or any(word.text in MARKS for word in words):
        return []
    words.pop()
    while len(words) > 1 and (words[-1].tag_ == "CC" or words[-1].is_punct):
        words.pop()
    commas = [i for i, word in enumerate(words[:-1]) if word.text == ","]
    if commas and words[commas[-1] + 1].tag_ in ("WDT", "WP"):
        words = words[commas[-1] + 1 :]  # "…, [which is late], he said, “even for us”"
    finite = [word for word in words if word.tag_ in syntax.FINITE]
    if not finite:
        predicate = first.tag_ in (*syntax.FINITE, "MD") and words[0].pos_ in SUBJECTS
        return [stretches.span_of([words[0], words[-1]])] if predicate else []
    return [stretches.span_of([words[0], words[-1]])] if _is_clause(words, finite) else []


def _is_clause(words: list[Token], finite: list[Token]) -> bool:
    """Do words tell a clause of their own, and not when something was said: "When they left, she said, “it was cold”"?"""
    when = words[0].tag_ in ("WRB", "VBG", "VBN") or (words[0].dep_ == "mark" and words[0].lower_ != "if")
    own = words[0].tag_ in ("WDT", "WP") or any(
        syntax.own_subjects(word if word.arc not in ("aux", "cop") else word.head) for word in finite
    )
    return own and not when


def _only_leads_in(page: Page, verb: Token, content: Span, quotation: Quotation) -> bool:
    """Do the words of a content before a comma and a quotation only tell how it was said: "joked, in a low voice, “Amen”"?"""
    before = page.text[content[0] : quotation.span[0]].rstrip()[-1:]
    words = page.tokens(content[0], quotation.span[0])
    told = any(word.tag_ in syntax.FINITE or word.lower_ == "that" or word.dep_ in OBJECTS for word in words)
    return before in (",", ":") and not told and content[0] > verb.idx


def _participles(verb: Token) -> list[Token]:
    """The participles that go on with a tag: "said Lund, [adding] quickly that …"."""
    return [child for child in verb.doc[verb.i + 1 : verb.sent.end] if child.tag_ == "VBG"]


def _leads_in(page: Page, content: Span, quotation: Quotation) -> bool:
    """Does the subject of quoted words stand in a content before the tag: "Both sides, said the envoy, “were calm”"?"""
    subjects = [word for word in page.tokens(*content) if word.dep_ in syntax.SUBJECTS]
    return content[1] <= quotation.span[0] and any(
        quotation.inside[0] <= word.head.idx < quotation.inside[1] for word in subjects
    )
