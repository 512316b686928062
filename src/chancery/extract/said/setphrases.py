"""Set phrases that attribute the sentence they stand in: "according to X", "in X's view"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from chancery.extract import stretches, syntax
from chancery.extract.said.bare import QUANTITIES
from chancery.extract.said.cue import Cue
from chancery.extract.said.edges import is_break
from chancery.extract.said.spans import phrase, trim
from chancery.lexicon.speech import PhraseRow
from chancery.model import Span
from chancery.tokens import Doc, Token

# A relative pronoun or participle behind a comma begins what is said of the source, not by it.
REMARKS = frozenset({"WP", "WDT", "WP$", "VBN", "VBG"})
# What opens a clause in which alone it is said.
RELATIVE = frozenset({"WDT", "WRB"})


def phrase_cues(token: Token, rows: tuple[PhraseRow, ...]) -> Iterator[Cue]:
    """Give what a set phrase that begins with this word attributes."""
    for row in rows:
        if row.source in ("before", "end", "label"):
            continue
        words = row.words.split()
        made = _MAKERS[row.source](token, row, words)
        if made is not None:
            yield made


def _after_phrase(first: Token, row: PhraseRow, words: list[str]) -> Cue | None:
    doc = first.doc
    phrase_words, after = doc[first.i : first.i + len(words)], first.i + len(words)
    if [token.lower_ for token in phrase_words] != words or after >= len(doc):
        return None
    noun = next((above for above in syntax.ancestors(doc[after - 1]) if above.i >= after), None)
    if noun is not None and noun.pos_ == "VERB":  # "according to a poll released on Monday", read as a clause
        noun = next((one for one in syntax.own_subjects(noun) if after <= one.i < noun.i), noun)
    if noun is None:
        noun = doc[after]
        while noun.head.i > noun.i and noun.head.pos_ in ("NOUN", "PROPN"):
            noun = noun.head
    if len(words) == 1 and (first.pos_ != "ADP" or (first.text[:1].isupper() and not first.is_sent_start)):
        return None  # "nine per cent"
    quantity = noun.lower_ in QUANTITIES and bool(syntax.obliques(noun, "of"))
    if (noun.pos_ not in ("NOUN", "PROPN", "PRON", "NUM") and not quantity) or (
        noun.tag_ == "NN" and noun.i == after and not list(noun.rights)
    ):
        return None
    source = (doc[after].idx, _whole_source(doc, max(phrase(noun)[1], noun.idx + len(noun))))
    if _parts_predicate(first):
        source = _up_to_break(doc[after], source)
    if first.is_sent_start:
        noun, source = _up_to_comma(doc[after], noun, source)
    told = _pronoun_told(first)
    contents = (stretches.span_of(told[:1]),) if told else _around(first, source)
    if not contents or (len(words) == 1 and noun.pos_ == "NOUN" and not syntax.children(noun, "det", "nmod:poss")):
        return None
    return Cue(row=row, head=first, words=(*told[1:], *phrase_words), sources=tuple(syntax.conjuncts(noun)), source=source,
               contents=contents, frame="phrase")  # fmt: skip


def _parts_predicate(first: Token) -> bool:
    """Does a phrase between commas part a copula from what it tells: "It was, in the words of one aide, a farce"?"""
    return first.i > 2 and syntax.before(first).text == "," and first.doc[first.i - 2].pos_ == "AUX"


def _up_to_break(start: Token, source: Span) -> Span:
    """End a source before the first comma in it."""
    words = [token for token in start.doc[start.i : start.sent.end] if token.idx < source[1]]
    end = next((i for i, token in enumerate(words) if token.text == ","), len(words))
    return stretches.span_of(words[:end]) if end else source


def _pronoun_told(first: Token) -> tuple[Token, ...]:
    """Give the pronoun and the copula of a clause that tells only who says so: "That's according to two aides"."""
    if first.i < 2:
        return ()
    copula, pronoun = syntax.before(first), syntax.before(first).nbor(-1)
    bare = copula.pos_ == "AUX" and pronoun.tag_ == "DT" and pronoun.dep_ in syntax.SUBJECTS
    opens = pronoun.is_sent_start or syntax.before(pronoun).tag_ == "CC"
    return (pronoun, copula) if bare and opens else ()


def _whole_source(doc: Doc, end: int) -> int:
    """Where a source ends with the participle or apposition behind it that a parse may hang elsewhere: "data released by Oslo".

    An apposition belongs to it where nothing else follows in the sentence: "according to the NSU, one of the unions".
    """
    at = bisect_left(doc.starts, end)
    rest = [token for token in doc[at : doc[at - 1].sent.end] if not token.is_space]
    while rest and rest[-1].is_punct and rest[-1].text != ")":
        rest.pop()
    first_break = next((i for i, token in enumerate(rest) if is_break(token)), len(rest))
    described = bool(rest) and (
        rest[0].tag_ == "VBN" or (rest[0].pos_ == "ADJ" and rest[1:2] and rest[1].pos_ == "ADP")
    )
    kept = rest if _is_apposition(rest) else rest[:first_break] if described else []
    told = not kept or any(token.tag_ in syntax.FINITE for token in kept)
    return end if told else kept[-1].idx + len(kept[-1])


def _is_apposition(rest: list[Token]) -> bool:
    """Is all that follows a noun one phrase behind a comma: ", one of the unions"?"""
    led = len(rest) > 2 and rest[0].text == "," and rest[1].tag_ in ("DT", "CD") and rest[2].tag_[:2] in ("NN", "IN")
    return led and sum(map(is_break, rest)) == 1


def _between_phrase(first: Token, row: PhraseRow, words: list[str]) -> Cue | None:
    doc = first.doc
    for last in doc[first.i + 2 : first.i + 9]:
        if last.is_sent_start:
            return None
        if last.lower_.rstrip("s") == words[-1].rstrip("s") and syntax.possessors(last):
            owner = syntax.possessors(last)[0]
            contents = _around(first, (owner.idx, last.idx + len(last)))
            if not contents or owner.i <= first.i or first.head.i != last.i:
                return None
            return Cue(row=row, head=first, words=(last,), sources=(owner,), source=phrase(owner), contents=contents,
                       frame="phrase")  # fmt: skip
        if last.is_punct and last.tag_ != "POS":
            return None
    return None


def _inside_phrase(first: Token, row: PhraseRow, words: list[str]) -> Cue | None:
    """Read "in a new poll": the noun itself, with what describes it, is who says so."""
    noun = first.head
    if first.dep_ != "case" or noun.i < first.i or noun.lower_ != words[-1]:
        return None
    source = (max(phrase(noun)[0], syntax.following(first).idx), phrase(noun)[1])
    contents = _around(first, source)
    if not contents:
        return None
    return Cue(row=row, head=first, words=(first,), sources=(noun,), source=source, contents=contents, frame="phrase")


def _up_to_comma(start: Token, noun: Token, source: Span) -> tuple[Token, Span]:
    """Let the source of "According to X, …" end at the only comma before the verb, whatever the parse makes of X."""
    doc = start.doc
    commas: list[Token] = []
    for token in doc[start.i : start.sent.end]:
        if token.tag_ in syntax.FINITE or token.tag_ in ("WP", "WDT"):
            break
        if token.text == ",":
            commas.append(token)
    if len(commas) != 1:
        return noun, source
    words = [token for token in doc[start.i : commas[0].i] if not token.is_space]
    if not words or (noun.i < commas[0].i and source[1] == words[-1].idx + len(words[-1])):
        return noun, source
    nouns = [token for token in words if token.pos_ in ("NOUN", "PROPN", "PRON")]
    if not nouns:
        return noun, source
    return (noun if noun.i < commas[0].i else nouns[-1]), stretches.span_of(words)


def _around(first: Token, source: Span) -> tuple[Span, ...]:
    """Give what stands before or after a phrase such as "according to X" in its sentence, or on both its sides."""
    doc, sentence = first.doc, first.sent
    end = next((token.i for token in doc[first.i : sentence.end] if token.idx >= source[1]), sentence.end)
    before = _last_clause([token for token in doc[sentence.start : first.i] if not token.is_space])
    after = _behind_remark([token for token in doc[end : sentence.end] if not token.is_space])
    said_before, said_after = (any(token.tag_ in syntax.FINITE for token in side) for side in (before, after))
    led = [token for token in after[1:3] if token.dep_ != "cc"] if len(after) > 2 and after[0].text == "," else []
    if led and led[0].tag_ in syntax.FINITE and _subject_in(before, led[0]):
        return (*trim(before), *trim(after))
    if said_after and len(before) > 2 and before[-1].text == "," and before[-2].tag_ in RELATIVE:
        return trim(after)  # "a vote in which, according to Oslo, many took part"
    if _parts_predicate(first) and len(after) > 2:
        return (*trim(before), *trim(after))  # "It was, in the words of one aide, a farce"
    if said_after and not said_before and before and before[-1].text == ",":
        return trim(after) if len(before) < 4 and before[0].pos_ != "DET" else (*trim(before), *trim(after))
    if len(before) > 2:
        return trim(before)
    return trim(after) if after else ()


def _behind_remark(words: list[Token]) -> list[Token]:
    """Give what stands behind a remark on the source between commas: "According to two aides, who gave no names, …"."""
    if len(words) < 3 or words[0].text != "," or words[1].tag_ not in REMARKS:
        return words
    ends = [i for i, token in enumerate(words) if i > 1 and token.text == ","]
    told = [i for i in ends if any(token.tag_ in syntax.FINITE for token in words[i:])]
    return words[told[0] :] if told else words


def _subject_in(words: list[Token], verb: Token) -> bool:
    """Does the subject of a finite verb stand among these words: "The rules, according to X, are new"?"""
    clause = verb.head if verb.arc in ("aux", "cop") else verb
    return any(subject in words for subject in syntax.own_subjects(clause) or syntax.subjects(clause))


def _last_clause(words: list[Token]) -> list[Token]:
    """Give the words from the last colon, semicolon, spaced dash or open bracket on, of a list of clauses all."""
    marks = [i for i, token in enumerate(words[:-1]) if token.text == ";"]
    dashes = [token for token in words if token.text not in (",", ";") and is_break(token)]
    aside = dashes if len(dashes) == 2 else []  # "Two ships - both of them Greek - were hit, according to …"
    listed = len(marks) > 1 and words[marks[-1] + 1].tag_ == "CC"  # "A paid; B paid; and C did not, according to …"
    for i in range(len(words) - 1, 0, -1):
        token = words[i]
        if token in aside or (listed and token.text == ";"):
            continue
        if token.text == ")":
            return words
        if token.text in (":", ";", "(") or (token.text != "," and is_break(token)):
            return words[i + 1 :] if any(word.tag_ in syntax.FINITE for word in words[i + 1 :]) else words
    return words


_MAKERS = {"after": _after_phrase, "between": _between_phrase, "inside": _inside_phrase}
