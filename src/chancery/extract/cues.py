"""Cues in the parse: each verb, noun, adjective or phrase that attributes, with its source and its content by the grammar.

A middling parse is mended at the surface: a clause that follows "said that" is its content whatever the parse says, and a
verb without a subject takes the noun phrase that stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from chancery.extract import syntax
from chancery.lexicon.speech import AdjectiveRow, CueRow, NounRow, PhraseRow, SpeechTables, VerbRow
from chancery.model import Span

OPENING = frozenset({"“", "‘", "«", "„", "``", "''", "'", '"', "(", "`"})
CLOSING = frozenset({"”", "’", "»", "''", "'", '"', ")"})
UTTERED = frozenset({"said", "discussed", "promised", "denied", "felt"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
TIMES = frozenset({"week", "month", "year", "night", "morning", "afternoon", "evening", "summer"})
DETACHED_BY = frozenset({"VBG", "VBN"})
OBLIQUE_CONTENT = frozenset({"of", "for", "as", "over", "to", "against", "with", "about"})


@dataclass(frozen=True)
class Cue:
    """A cue with what the grammar gives it. ``words`` are the cue's tokens, ``contents`` places in text order.

    ``sources`` are the heads of who speaks, ``source`` their place; both empty where nobody is named. A cue that only
    tags quotations here has no contents.
    """

    row: CueRow
    head: Token
    words: tuple[Token, ...]
    sources: tuple[Token, ...] = ()
    source: Span | None = None
    contents: tuple[Span, ...] = ()
    addressees: tuple[Token, ...] = ()
    frame: str = ""
    rank: int = 0

    @property
    def span(self) -> Span:
        """The cue's own place: auxiliaries, adverbs between, verb, particle."""
        return syntax.span_of(self.words)


def find_cues(doc: Doc, tables: SpeechTables) -> list[Cue]:
    """Give every cue of the document with its content, in text order of the cues."""
    found: list[Cue] = []
    for token in doc:
        if not syntax.parsed(token):
            continue
        form = token.lower_
        felt = list(_adjective_cues(token, tables.adjectives[form])) if form in tables.adjectives else []
        found.extend(felt)
        if form in tables.verbs and not felt and _verbal(token):
            found.extend(_verb_cues(token, tables.verbs[form]))
        if form in tables.nouns and not syntax.own_subjects(token) and token.tag_[:1] != "V":
            found.extend(_noun_cues(token, tables.nouns[form], tables))
        if form in tables.phrases:
            found.extend(_phrase_cues(token, tables.phrases[form]))
    return found


def tagging_verbs(tokens: TokenSpan, tables: SpeechTables) -> Iterator[tuple[Token, VerbRow]]:
    """Give the verbs of a stretch that may tag a quotation."""
    for token in tokens:
        for row in sorted(tables.verbs.get(token.lower_, ()), key=lambda row: row.particle is None):
            if "quote" in row.frames and row.particle in (None, _next_lower(token)):
                yield token, row
                break


def _verbal(token: Token) -> bool:
    if token.i and token.nbor(-1).text in ("-", "–") and not token.nbor(-1).whitespace_:
        return False
    if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB") or syntax.own_subjects(token):
        return True
    return _mistaken_for_noun(token)


def _mistaken_for_noun(token: Token) -> bool:
    """Is this the verb of its sentence, taken for its noun: "The opposition fears that …", "The exile swore that …"?"""
    root = token.dep_ == "ROOT" and token.tag_ in ("NN", "NNS") and not token.is_sent_start
    return (root and token.nbor(-1).pos_ in ("NOUN", "PROPN")) or _mistaken_for_participle(token)


def _mistaken_for_participle(token: Token) -> bool:
    """Is this the past tense of a sentence that else had no verb: "The airline apologized for the delay."?"""
    hangs = (
        token.dep_ == "acl"
        and token.tag_ == "VBN"
        and token.head.dep_ == "ROOT"
        and token.head.pos_ in ("NOUN", "PROPN")
    )
    if not hangs or syntax.obliques(token, "by") or any(child.dep_ in syntax.SUBJECTS for child in token.head.children):
        return False
    return token.head.i < token.i and syntax.sentence(token)[-1].text == "."


def passive(verb: Token) -> bool:
    """Is this verb in the passive, and not a past tense that the tagger took for a participle?"""
    return syntax.is_passive(verb) and not _mistaken_for_participle(verb)


def _next_lower(token: Token) -> str:
    return token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""


# Verbs


FRAMES = ("clause", "object_infinitive", "infinitive", "as", "predicate", "gerund", "seem", "object")


def _verb_cues(verb: Token, rows: tuple[VerbRow, ...]) -> Iterator[Cue]:
    """Give the fullest frame of a verb that the sentence fills; a row with a particle goes before one without."""
    frames = [
        (row.particle is None, FRAMES.index(frame), row) for row in rows for frame in row.frames if frame in FRAMES
    ]
    for _, number, row in sorted(frames, key=lambda frame: frame[:2]):
        made = _verb_cue(verb, row, FRAMES[number])
        if made is not None:
            yield made
            return


def _verb_cue(verb: Token, row: VerbRow, frame: str) -> Cue | None:
    governed = _particle(verb, row.particle) if row.particle else None
    if row.particle and governed is None:
        return None
    content = _content(verb, row, frame, governed)
    if not content or (row.negated and syntax.negation(verb) and _is_question(verb)):
        return None
    if frame in ("object", "as") and verb.dep_ == "advcl" and verb.tag_ == "VB":
        return None
    heads, source = source_of(verb, frame)
    if frame == "object" and source is None and row.sense in UTTERED and passive(verb):
        return None
    return Cue(
        row=row,
        head=verb,
        words=verb_group(verb, governed),
        sources=heads,
        source=source,
        contents=content,
        addressees=addressees(verb, row),
        frame=frame,
    )


def _particle(verb: Token, wanted: str) -> Token | None:
    """Find the verb's particle or the preposition of its object, where it stands near the verb."""
    for child in verb.children:
        if (
            child.i > verb.i
            and child.lower_ == wanted
            and child.dep_ in ("compound:prt", "case", "mark", "advmod", "obl")
        ):
            return child
        if child.i > verb.i and child.dep_.split(":")[0] in ("obl", "advcl", "xcomp", "ccomp"):
            for mark in child.children:
                if (
                    mark.dep_ in ("case", "mark")
                    and mark.lower_ == wanted
                    and mark.i < child.i
                    and mark.i - verb.i <= 4
                ):
                    return mark
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    return (
        after
        if after is not None and after.lower_ == wanted and syntax.sentence(after).start == syntax.sentence(verb).start
        else None
    )


def _content(verb: Token, row: VerbRow, frame: str, governed: Token | None) -> tuple[Span, ...]:
    match frame:
        case "clause":
            return clause_content(verb, row)
        case "infinitive":
            return _infinitive(verb)
        case "object_infinitive":
            return _object_infinitive(verb, row, governed)
        case "gerund":
            return _gerund(verb, governed)
        case "object":
            return _object(verb, governed)
        case "as":
            return _object_as(verb)
        case "predicate":
            return _object_predicate(verb)
        case "seem":
            return _seeming(verb)
    return ()


def clause_content(verb: Token, row: VerbRow) -> tuple[Span, ...]:
    """Give the finite clause that the verb governs: after it, or, as a tag is read, around or before it."""
    after = [child for child in syntax.children(verb, "ccomp") if child.i > verb.i and not _is_infinitive(child)]
    after += [child for child in syntax.children(verb, "csubj") if child.i > verb.i and _has_marker(child, "that")]
    if not after:
        others = [child for child in syntax.children(verb, "xcomp", "parataxis", "advcl", "acl") if child.i > verb.i]
        after = [child for child in others if _has_marker(child, "that", "whether")]
    start = _after_complementizer(verb)
    if after:
        return (_clause_span(verb, start or _left_edge(after[0], verb, row), after[0]),)
    if start is not None:
        return (_clause_span(verb, start, start),)
    return ("quote" in row.frames and _tagged_clause(verb)) or _bare_clause(verb, row)


def _bare_clause(verb: Token, row: VerbRow) -> tuple[Span, ...]:
    """Read "said ending aid would hurt" where the parse has no clause: what follows the verb, if a finite verb is in it."""
    doc, position = verb.doc, verb.i + 1
    if row.addressee == "object":
        position = max(
            [position, *(child.right_edge.i + 1 for child in syntax.children(verb, "obj", "iobj") if child.i > verb.i)]
        )
    end = syntax.sentence(verb).end
    while position < end and doc[position].pos_ == "ADV":
        position += 1
    rest = list(doc[position:end])
    if (
        not rest
        or (rest[0].is_punct and rest[0].text not in OPENING)
        or rest[0].pos_ in ("ADP", "CCONJ", "PART", "AUX", "SCONJ")
    ):
        return ()
    for token in rest:
        if (
            _is_break(token)
            or token.text in CLOSING
            or token.dep_ == "cc"
            or (token.lower_ == "that" and not row.addressee)
        ):
            return ()
        if token.lower_ == "that":
            rest = list(doc[token.i : rest[-1].i + 1])
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return (_clause_span(verb, rest[0], token),) if token.i > rest[0].i else ()
    return ()


def _is_infinitive(clause: Token) -> bool:
    return _has_marker(clause, "to") and not syntax.own_subjects(clause)


def _has_marker(clause: Token, *words: str) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in words for child in clause.children)


def _after_complementizer(verb: Token) -> Token | None:
    """Find "that" or "whether" soon after the verb with no comma or other verb between."""
    doc, end = verb.doc, syntax.sentence(verb).end
    following = doc[verb.i + 1] if verb.i + 1 < end else None
    if following is not None and following.tag_ in ("WRB", "WP", "WDT") and following.lower_ != "that":
        return following
    for token in doc[verb.i + 1 : min(verb.i + 12, end)]:
        if token.lower_ in ("that", "whether") and token.dep_ in ("mark", "advmod", "obj", "nsubj", "dep"):
            following = doc[token.i + 1] if token.i + 1 < end else None
            bare = following is None or (following.is_punct and following.text not in OPENING)
            return None if bare and token.lower_ == "that" else token
        if token.tag_ in ("WRB", "WP") and token.i > verb.i:
            return token
        if token.pos_ in ("VERB", "AUX") or token.is_punct or token.dep_ == "cc":
            return None
    return None


def _left_edge(clause: Token, verb: Token, row: VerbRow) -> Token:
    """The first word of a complement clause, without what belongs to the cue (a colon, an adverb of time, an addressee)."""
    edge = clause.left_edge
    while edge.i <= verb.i or (edge.is_punct and edge.text not in OPENING) or edge.is_space:
        edge = edge.doc[edge.i + 1]
        if edge.i >= clause.i:
            break
    return edge


def _clause_span(verb: Token, start: Token, end: Token) -> Span:
    """Run from the start over the clause and what trails it, up to what belongs to the cue's own clause again."""
    doc, last, stop = verb.doc, end, syntax.sentence(verb).end
    position = last.i + 1
    while position < stop:
        token = doc[position]
        ended = _detached(token, verb, doc, start) if position > end.right_edge.i else _resumes(token, verb)
        if token.is_space or ended or _closes_sentence(doc, position, stop):
            break
        last = token
        position += 1
    while last.i > start.i and last.is_punct and last.text not in CLOSING:
        last = doc[last.i - 1]
    return syntax.span_of([start, last])


def _closes_sentence(doc: Doc, position: int, stop: int) -> bool:
    return all(token.is_punct or token.is_space for token in doc[position:stop]) and not any(
        token.text in ("”", '"', "''", ")", "’", "'") for token in doc[position:stop]
    )


def _detached(token: Token, verb: Token, doc: Doc, start: Token) -> bool:
    """Does what follows a content clause belong to the clause of the cue again?

    Only a comma, a dash or a conjunction can end a content clause, or an adjunct of the cue such as a date; where the
    parse breaks off elsewhere it is the parse that is wrong.
    """
    if _resumes(token, verb):
        return True
    if _is_break(token):
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if following is not None and following.tag_ == "VBG" and following.dep_ in ("advcl", "acl", "case", "mark"):
            return True
        return following is not None and following.lower_ != "that" and _own_clause_begins(following, verb)
    if token.dep_ == "cc":
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        return (following is None or following.lower_ != "that") and _own_clause_begins(token, verb)
    top = _top_below(token, verb)
    if top is None:
        return (
            token.tag_ in FINITE
            and not _inside(token, verb)
            and any(word.tag_ in FINITE for word in doc[start.i : token.i])
        )
    return top.dep_.split(":")[0] in ("obl", "advmod") and top.left_edge.i == token.i and is_time(top)


def _resumes(token: Token, verb: Token) -> bool:
    """Does "and said …" or "but did not say …" begin here: a conjunction and a verb in the cue's tense, no subject?"""
    rest = token.doc[token.i : token.i + 6]
    words = [word for word in rest if word.text != "," and word.pos_ != "ADV" and word.lower_ not in ("not", "n't")]
    if not words or words[0].tag_ != "CC" or verb.tag_ not in ("VBD", "VBZ"):
        return False
    helped = len(words) > 2 and words[1].lower_ in ("did", "does") and words[2].tag_ == "VB"
    return helped or (
        len(words) > 1 and words[1].tag_ == verb.tag_ and words[1].pos_ == "VERB" and not _is_coordinate(words[1], verb)
    )


def _is_coordinate(token: Token, verb: Token) -> bool:
    """Is a verb coordinated with one inside the content, in whose clause the same tense stands?"""
    return token.dep_ == "conj" and token.head.tag_ == token.tag_ and token.head.i > verb.i


def _has_verb_since(start: Token, token: Token) -> bool:
    """Has the clause that began last, at the start or with "and that", a finite verb before this token?"""
    for word in reversed(token.doc[start.i : token.i]):
        if word.tag_ in FINITE:
            return True
        if word.lower_ == "that" and word.i and word.nbor(-1).dep_ == "cc":
            return False
    return False


def is_time(noun: Token) -> bool:
    """Does a noun or adverb tell the time: a weekday, a year, a month after "in", "last week"?"""
    if noun.lower_.endswith("day") or noun.lower_ in TIMES:
        return True
    in_time = syntax.prepositions(noun) in ("in", "since", "until", "during", "by")
    return in_time and (noun.like_num or (noun.pos_ == "PROPN" and not noun.ent_type_))


def _is_break(token: Token) -> bool:
    """Is this a comma, a semicolon or a dash between words (no hyphen)?"""
    if token.text in ("-", "–"):
        return token.i > 0 and bool(token.nbor(-1).whitespace_)
    return token.text in (",", ";", "—", "--")


def _own_clause_begins(token: Token, verb: Token) -> bool:
    """Does a new piece of the cue's clause begin here: a coordinated verb, a participle, an adverbial clause?"""
    top = _top_below(token, verb)
    if top is None:
        return not _inside(token, verb)
    if top.dep_ in ("conj", "parataxis"):
        return True
    return top.dep_.split(":")[0] in ("advcl", "obl", "nsubj", "aux", "cop", "cc", "advmod", "nmod")


def _inside(token: Token, verb: Token) -> bool:
    return token.i == verb.i or any(above.i == verb.i for above in syntax.ancestors(token))


def _top_below(token: Token, verb: Token) -> Token | None:
    """Give the child of the verb under which a token stands; None where it stands elsewhere or in a content clause."""
    if token.head.i == verb.i:
        return token if token.dep_ not in ("ccomp", "punct") else None
    for above in syntax.ancestors(token):
        if above.head.i == verb.i and above.i != verb.i:
            return above if above.dep_ != "ccomp" else None
    return None


def _tagged_clause(verb: Token) -> tuple[Span, ...]:
    """Read "The war is over, he said" and "The war, he said, is over": the sentence around a tag set off by commas."""
    doc, sentence = verb.doc, syntax.sentence(verb)
    first, last = _tag_segment(verb)
    if first.i == sentence.start or not _is_tag(verb, first, last):
        return ()
    before = [token for token in doc[sentence.start : first.i] if not token.is_space]
    after = [token for token in doc[last.i + 1 : sentence.end] if not token.is_space]
    pieces = [*_trim(before)]
    if len(after) > 2 and after[0].text == ",":
        pieces.extend(_trim(after))
    return tuple(pieces)


def _tag_segment(verb: Token) -> tuple[Token, Token]:
    """The stretch between commas, dashes or quotation marks around a verb."""
    doc, first, last = verb.doc, verb, verb
    depth = verb.left_edge.i
    subjects = [token for token in verb.children if token.dep_ in syntax.SUBJECTS]
    if subjects and subjects[0].i < verb.i:
        first = doc[max(depth, subjects[0].left_edge.i)]
    sentence = syntax.sentence(verb)
    while first.i > sentence.start and not _is_break(first.nbor(-1)) and first.nbor(-1).text not in CLOSING:
        first = first.nbor(-1)
    if subjects and subjects[-1].i > verb.i:
        last = subjects[-1].right_edge
    while last.i + 1 < sentence.end and not _is_break(last.nbor(1)) and last.nbor(1).text not in OPENING:
        last = last.nbor(1)
    return first, last


def _is_tag(verb: Token, first: Token, last: Token) -> bool:
    """Is the stretch no more than a subject and the verb, in either order, and adjuncts after them?"""
    doc = verb.doc
    if first.dep_ in ("cc", "mark") or first.lower_ in ("as", "which", "who", "that"):
        return False
    others = [
        token for token in doc[first.i : last.i + 1] if token.tag_ in ("VBD", "VBZ", "VBP", "MD") and token.i != verb.i
    ]
    own = {token.i for token in syntax.children(verb, "aux")}
    others = [token for token in others if token.i not in own and not any(
        above.dep_ in syntax.RELATIVES and above.i >= first.i for above in [token, *syntax.ancestors(token)])]  # fmt: skip
    left = [token for token in doc[first.i : verb.i] if token.pos_ in ("NOUN", "PROPN", "PRON")]
    right = [token for token in doc[verb.i + 1 : last.i + 1] if token.pos_ in ("NOUN", "PROPN", "PRON")]
    return not others and bool(left or right) and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VB")


def _infinitive(verb: Token) -> tuple[Span, ...]:
    if passive(verb):
        return _passive_with(verb, _to_clauses(verb))
    if verb.dep_ in syntax.RELATIVES and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "not":
        return ()
    return tuple(_until_break(verb, clause.left_edge, clause) for clause in _to_clauses(verb)[:1])


def _to_clauses(verb: Token) -> list[Token]:
    """The infinitives with "to" that the verb governs; one right after it whatever the parse says."""
    after = [child for child in syntax.children(verb, "xcomp", "ccomp", "advcl", "acl") if child.i > verb.i]
    found = [child for child in after if any(mark.i > verb.i for mark in _marks(child, "to")) and not _purpose(child)]
    near = verb.doc[verb.i + 1 : verb.i + 4]
    if not found and len(near) > 1 and near[0].lower_ == "to":
        found = [token for token in near[1:] if token.tag_ == "VB"][:1]
    return found


def _marks(clause: Token, *words: str) -> list[Token]:
    return [child for child in clause.children if child.dep_ == "mark" and child.lower_ in words and child.i < clause.i]


def _purpose(clause: Token) -> bool:
    return clause.dep_ == "advcl" and clause.doc[clause.left_edge.i - 1].text == ","


def _until_break(verb: Token, start: Token, clause: Token) -> Span:
    """The place of an infinitive or object: its subtree, without clauses set off behind a comma or a dash."""
    last = clause.right_edge
    for token in verb.doc[start.i : clause.right_edge.i + 1]:
        if token.i > clause.i and (_is_break(token) or token.text == ":"):
            following = verb.doc[min(token.i + 1, clause.right_edge.i)]
            if following.dep_ in ("advcl", "cc", "parataxis", "mark", "nsubj") or following.tag_ in DETACHED_BY:
                last = verb.doc[token.i - 1]
                break
    while last.i > start.i and last.is_punct and last.text not in CLOSING:
        last = verb.doc[last.i - 1]
    return syntax.span_of([start, last])


def _object_infinitive(verb: Token, row: VerbRow, governed: Token | None) -> tuple[Span, ...]:
    clauses = _to_clauses(verb)
    if not clauses:
        for noun in [*syntax.objects(verb), *(syntax.obliques(verb, governed.lower_) if governed is not None else [])]:
            infinitives = [child for child in syntax.children(noun, "acl", "acl:relcl") if child.i > verb.i]
            clauses = [child for child in infinitives if _has_marker(child, "to")]
            if clauses:
                break
    if not clauses:
        return ()
    if passive(verb):
        return _passive_with(verb, clauses)
    objects = [child for child in syntax.children(verb, "obj", "iobj", "obl") if verb.i < child.i < clauses[0].i]
    objects += [child for child in syntax.children(clauses[0], "nsubj") if child.i > verb.i]
    if not objects:
        return ()
    if row.addressee and row.lemma == "tell":
        return (_until_break(verb, clauses[0].left_edge, clauses[0]),)
    first = objects[0].left_edge
    if governed is not None and first.i <= governed.i:
        first = verb.doc[governed.i + 1]
    return (_until_break(verb, first, clauses[0]),)


def _passive_with(verb: Token, clauses: list[Token]) -> tuple[Span, ...]:
    """ "The talks are expected to fail": the content is the subject and the infinitive."""
    subjects = [child for child in verb.children if child.dep_ in syntax.SUBJECTS and child.i < verb.i]
    if not clauses:
        return ()
    rest = _until_break(verb, clauses[0].left_edge, clauses[0])
    return (phrase(subjects[0]), rest) if subjects else (rest,)


def _gerund(verb: Token, governed: Token | None) -> tuple[Span, ...]:
    for child in syntax.children(verb, "xcomp", "ccomp", "obj", "advcl", "obl"):
        if child.tag_ == "VBG" and child.i > verb.i and not syntax.own_subjects(child):
            near = child.doc[child.left_edge.i - 1]
            if near.i == verb.i or (
                governed is not None and governed.i <= child.i and child.left_edge.i - governed.i <= 1
            ):
                start = child.left_edge
                if governed is not None and start.i <= governed.i:
                    start = child.doc[governed.i + 1]
                return (_until_break(verb, start, child),)
    return ()


def _object(verb: Token, governed: Token | None) -> tuple[Span, ...]:
    """The object with what follows it up to the next comma, without dates and other adjuncts of the cue."""
    if governed is not None:
        nouns = [token for token in syntax.obliques(verb, governed.lower_) if token.i > governed.i] or [
            token for token in syntax.objects(verb) if token.i > governed.i
        ]
    else:
        nouns = [child for child in syntax.children(verb, "obj") if child.i > verb.i][-1:]
    if not nouns and governed is None and passive(verb):
        subjects = [child for child in verb.children if child.dep_ in syntax.SUBJECTS and child.i < verb.i]
        return (phrase(subjects[0]),) if subjects else ()
    bare = nouns and nouns[0].pos_ == "PRON" and not syntax.obliques(verb, *OBLIQUE_CONTENT)
    if not nouns or (bare and nouns[0].i == verb.i + 1) or (governed is None and syntax.children(verb, "iobj")):
        return ()
    first = last = nouns[0]
    start = first.left_edge if governed is None or first.left_edge.i > governed.i else verb.doc[governed.i + 1]
    for child in verb.children:
        if child.i > first.i and child.dep_.split(":")[0] in ("obl", "advcl"):
            if verb.doc[child.left_edge.i - 1].text == "," or is_time(child) or not _goes_with_object(child):
                break
            last = child
        elif child.i > last.i and child.dep_ != "punct":
            break
    return (_until_break(verb, start, last),)


def _goes_with_object(adjunct: Token) -> bool:
    return syntax.prepositions(adjunct) in OBLIQUE_CONTENT or (
        adjunct.dep_ == "obl" and adjunct.ent_type_ in ("GPE", "LOC")
    )


def _object_as(verb: Token) -> tuple[Span, ...]:
    objects = syntax.objects(verb)
    ases = [child for child in verb.children if child.i > verb.i and syntax.prepositions(child).split(" ")[0] == "as"]
    ases += [child for thing in objects for child in thing.children
             if child.dep_ in ("nmod", "acl", "advcl", "amod") and syntax.prepositions(child) == "as"]  # fmt: skip
    if not ases:
        marks = [token for token in verb.doc[verb.i + 1 : syntax.sentence(verb).end] if token.lower_ == "as"]
        near = [token.head for token in marks if token.head.head.i in (verb.i, *(thing.i for thing in objects))]
        ases = [token for token in near if token.i > verb.i][:1]
    if not ases:
        return ()
    if passive(verb):
        subjects = [child for child in verb.children if child.dep_ in syntax.SUBJECTS and child.i < verb.i]
        rest = _until_break(verb, ases[0].left_edge, ases[0])
        return (phrase(subjects[0]), rest) if subjects else (rest,)
    after = [child for child in syntax.children(verb, "obj") if verb.i < child.i]
    start = after[0].left_edge if after else ases[0].left_edge
    return (_until_break(verb, start, ases[0]),)


def _object_predicate(verb: Token) -> tuple[Span, ...]:
    objects = [child for child in syntax.children(verb, "obj", "nsubj", "iobj") if child.i > verb.i]
    named = [
        child for child in syntax.children(verb, "xcomp", "ccomp") if child.i > verb.i and not _has_marker(child, "to")
    ]
    if not named and len(objects) == 2:
        named, objects = objects[1:], objects[:1]
    if not named and objects:
        unmarked = [child for child in verb.children if child.dep_ == "obl:unmarked" and child.i > objects[-1].i]
        named = [child for child in unmarked if not is_time(child)][:1]
    if not named and objects:
        named = [
            child
            for child in syntax.children(objects[0], "amod", "xcomp")
            if child.i > objects[0].i and child.pos_ == "ADJ"
        ][:1]
    if named and any(child.dep_ == "nsubj" for child in named[0].children):
        return (_until_break(verb, named[0].left_edge, named[0]),)
    if named and objects:
        return (_until_break(verb, objects[0].left_edge, named[0]),)
    fronted = [
        token for token in verb.doc[max(verb.i - 8, syntax.sentence(verb).start) : verb.i] if token.lower_ == "what"
    ]
    if fronted and not (named or objects):
        named = [child for child in verb.children if child.i > verb.i and child.pos_ in ("NOUN", "PROPN", "ADJ")][:1]
    if fronted and (named or objects):
        target = (named or objects)[0]
        return (_until_break(verb, target.left_edge, target),)
    if named and verb.dep_ in syntax.RELATIVES:
        return (_until_break(verb, named[0].left_edge, named[0]),)
    return _quoted_predicate(verb)


def _quoted_predicate(verb: Token) -> tuple[Span, ...]:
    """Read "called the agreement “historic”" by its quotation marks."""
    doc, start = verb.doc, verb.i + 1
    for token in doc[start : min(start + 25, syntax.sentence(verb).end)]:
        if (_is_break(token) and token.i == start) or token.tag_ in ("VBD", "VBZ", "VBP"):
            return ()
        if token.text in OPENING and token.text != "(":
            for end in doc[token.i + 1 : min(token.i + 30, syntax.sentence(verb).end)]:
                if end.text in CLOSING and end.i > token.i + 1:
                    return (syntax.span_of([doc[start], end]),)
            return ()
    return ()


def _seeming(verb: Token) -> tuple[Span, ...]:
    subjects = [child for child in verb.children if child.dep_ in syntax.SUBJECTS and child.i < verb.i]
    clauses = [child for child in syntax.children(verb, "xcomp", "ccomp", "csubj") if child.i > verb.i]
    if not clauses:
        return ()
    rest = _until_break(verb, clauses[0].left_edge, clauses[0])
    if subjects and subjects[0].lower_ != "it":
        return (phrase(subjects[0]), rest)
    return (rest,)


def _is_question(verb: Token) -> bool:
    """Does the verb govern a question (whether, if, a wh-word)?"""
    for child in syntax.children(verb, "ccomp", "xcomp", "obj", "advcl"):
        edge = child.left_edge
        if child.i > verb.i and (edge.lower_ in ("whether", "if") or edge.tag_ in ("WP", "WRB", "WDT")):
            return True
    return _next_lower(verb) in ("whether", "if", "how", "when", "who", "what", "where", "why")


# Cue, source, addressee


def verb_group(verb: Token, governed: Token | None = None) -> tuple[Token, ...]:
    """Give the verb with its auxiliaries, what stands between them, and its particle or preposition next to it."""
    first = min([verb.i, *(child.i for child in syntax.children(verb, "aux") if child.i < verb.i)])
    if first < verb.i and any(token.dep_ in syntax.SUBJECTS for token in verb.doc[first : verb.i]):
        first = verb.i
    if first == verb.i:
        while (
            first > 0
            and verb.doc[first - 1].head.i == verb.i
            and verb.doc[first - 1].dep_ == "advmod"
            and verb.doc[first - 1].tag_ in ("RB", "RBR")
        ):
            first -= 1
    last = verb.i
    if governed is not None and governed.i - verb.i <= 3:
        last = governed.i
    return tuple(verb.doc[first : last + 1])


def source_of(verb: Token, frame: str = "") -> tuple[tuple[Token, ...], Span | None]:
    """Give the heads and the place of who speaks: the agent of the verb, or the noun phrase to its left."""
    heads, source = _source_of(verb, frame)
    if source is None or source[1] > verb.idx or not heads:
        return heads, source
    return _mended(verb, heads, source)


def _mended(verb: Token, heads: tuple[Token, ...], source: Span) -> tuple[tuple[Token, ...], Span]:
    """Take in what a middling parse cut off a subject: "sources close to" the ministry, an official "who asked not …"."""
    doc = verb.doc
    words = doc.char_span(*source, alignment_mode="expand")
    if words is None:
        return heads, source
    first, last, bound = words[0], words[-1], syntax.sentence(verb).start
    if (
        first.i > bound
        and first.nbor(-1).pos_ == "ADP"
        and first.nbor(-1).i > bound
        and first.nbor(-2).pos_ in ("NOUN", "ADJ", "PROPN")
    ):
        start = first
        while start.i > bound and start.nbor(-1).pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP"):
            start = start.nbor(-1)
        if start.pos_ != "ADP":
            nouns = [token for token in doc[start.i : first.i] if token.pos_ in ("NOUN", "PROPN")]
            heads, first = (nouns[0],) if nouns else heads, start
    group = verb_group(verb)[0]
    between = doc[last.i + 1 : group.i]
    if len(between) > 1 and between[0].tag_ in ("WP", "WDT") and between[0].lower_ != "what":
        last = between[-1] if not between[-1].is_punct else between[-2]
    return heads, syntax.span_of([first, last])


def _source_of(verb: Token, frame: str) -> tuple[tuple[Token, ...], Span | None]:
    """The agent of the verb by the parse, or the noun phrase to its left."""
    if frame == "seem":
        return (), None
    if passive(verb):
        by = syntax.obliques(verb, "by")
        return (tuple(by), phrase(by[0])) if by else ((), None)
    own = [child for child in verb.children if child.dep_ in syntax.SUBJECTS and child.dep_ != "csubj"]
    if own:
        subject = own[-1]
        if subject.lower_ in ("it", "there") and subject.dep_ == "expl":
            return (), None
        meant = syntax.antecedent(subject)
        if meant.i != subject.i:
            return tuple(syntax.conjuncts(meant)), syntax.noun_phrase(meant)
        return tuple(syntax.conjuncts(subject)), phrase(subject)
    if verb.dep_ in ("ROOT", "ccomp", "conj", "parataxis", "advcl", "dep") and verb.tag_ in ("VBD", "VBZ", "VBP"):
        heads, source = _noun_before(verb)
        if source is not None:
            return heads, source
    understood = [token for token in _understood(verb) if token.i != verb.i]
    if understood:
        return tuple(understood), _source_phrase(min(understood, key=lambda token: token.i), verb)
    return _noun_before(verb)


def _understood(verb: Token) -> list[Token]:
    """The subject that a verb shares; that of a participle behind a comma is its sentence's, not the nearest noun."""
    if verb.tag_ == "VBG" and verb.dep_ == "acl" and verb.i > 0 and verb.nbor(-1).text == ",":
        return syntax.subjects(syntax.clause_of(verb.head))
    found = syntax.subjects(verb)
    if not found and verb.tag_ == "VBG":
        above = (syntax.own_subjects(clause) for clause in syntax.clauses_above(verb) if clause.i != verb.i)
        found = next((subjects for subjects in above if subjects), [])
    return found


def _source_phrase(noun: Token, verb: Token) -> Span:
    span = phrase(noun)
    if span[0] <= verb.idx < span[1]:
        return syntax.noun_phrase(noun)
    return span


def phrase(noun: Token) -> Span:
    """Give a noun phrase whole, with apposition and relative clause, without its preposition and outer punctuation.

    A participle behind a comma ("Rubio, speaking in Miami,") is no part of it; a name's title that the parse left
    aside is.
    """
    doc, first, last = noun.doc, noun.left_edge, noun.right_edge
    for child in noun.children:
        if (
            child.dep_ in ("acl", "advcl", "parataxis", "conj")
            and child.i > noun.i
            and doc[child.left_edge.i - 1].text == ","
        ) and (child.tag_ in DETACHED_BY or child.dep_ == "parataxis"):
            last = doc[child.left_edge.i - 1]
            break
    for child in noun.lefts:
        if (
            child.dep_.split(":")[0] in ("advcl", "acl", "obl", "nmod", "parataxis")
            and child.right_edge.nbor(1).text == ","
        ):
            first = child.right_edge.nbor(1)
    while first.i < noun.i and (
        (first.is_punct and first.text not in OPENING)
        or (first.dep_ in ("case", "cc", "mark") and first.head.i == noun.i)
    ):
        first = doc[first.i + 1]
    while last.i > noun.i and ((last.is_punct and last.text not in CLOSING) or last.is_space):
        last = doc[last.i - 1]
    return syntax.span_of([_with_title(first), last])


def _with_title(first: Token) -> Token:
    """Take in the nouns that stand unbroken before a phrase ("Former Florida Gov." before "Jeb Bush")."""
    start, bound = first, syntax.sentence(first).start
    while start.i > bound and start.nbor(-1).pos_ in ("PROPN", "NOUN", "ADJ", "DET", "NUM"):
        start = start.nbor(-1)
    if start.i == first.i or first.pos_ not in ("PROPN", "NOUN", "ADJ"):
        return first
    before = start.nbor(-1) if start.i > bound else None
    return first if before is not None and before.pos_ in ("ADP", "PART", "VERB", "AUX") else start


def _noun_in_commas(verb: Token, comma: Token) -> tuple[tuple[Token, ...], Span | None]:
    """Read "A woman in Worcester, Massachusetts, told …": all before the comma back to where the clause began."""
    words = [token for token in verb.doc[syntax.sentence(verb).start : comma.i] if not token.is_space]
    for number, token in reversed(list(enumerate(words))):
        if token.dep_ == "cc" or (token.tag_ == "IN" and token.dep_ == "mark") or token.text in CLOSING - {")"}:
            words = words[number + 1 :]
            break
    verbs = [token for token in words if token.tag_ in FINITE]
    if (
        not words
        or words[0].pos_ not in ("NOUN", "PROPN", "DET", "ADJ", "NUM")
        or (verbs and not any(w.tag_ == "WP" for w in words))
    ):
        return (), None
    nouns = [token for token in words if token.pos_ in ("NOUN", "PROPN")]
    if not nouns:
        return (), None
    head = next((token for token in nouns if token.nbor(1).pos_ not in ("NOUN", "PROPN")), nouns[-1])
    return (head,), syntax.span_of(words)


def _noun_before(verb: Token) -> tuple[tuple[Token, ...], Span | None]:
    """Take the noun phrase that stands right before a finite verb for its subject where the parse has none."""
    doc = verb.doc
    end = verb_group(verb)[0].i
    if verb.tag_ not in ("VBD", "VBZ", "VBP") and end == verb.i and not _mistaken_for_noun(verb):
        return (), None
    last = doc[end - 1] if end > syntax.sentence(verb).start else None
    if last is not None and last.text in (",", "”", '"') and verb.tag_ in FINITE:
        return _noun_in_commas(verb, last)
    if last is None or last.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") or last.tag_ in ("WDT", "WP"):
        return (), None
    if last.pos_ == "PRON":
        return (last,), syntax.span_of([last])
    first, bound = last, syntax.sentence(verb).start
    while first.i > bound and first.nbor(-1).pos_ in (
        "NOUN",
        "PROPN",
        "ADJ",
        "DET",
        "NUM",
        "ADP",
        "PART",
    ):
        first = first.nbor(-1)
    while first.i < last.i and first.pos_ in ("ADP", "PART"):
        first = doc[first.i + 1]
    head = next(
        (token for token in doc[first.i : last.i + 1] if token.i == last.i or token.nbor(1).pos_ == "ADP"), last
    )
    return (head,), syntax.span_of([first, last])


def addressees(verb: Token, row: VerbRow) -> tuple[Token, ...]:
    """Give the heads of who is spoken to."""
    if row.addressee == "object":
        found = [*syntax.indirect_objects(verb), *syntax.objects(verb)]
        return tuple(token for token in found if token.pos_ in ("NOUN", "PROPN", "PRON"))
    if row.addressee:
        return tuple(token for token in syntax.obliques(verb, row.addressee) if token.pos_ in ("PROPN", "PRON", "NOUN"))
    return ()


# Nouns, adjectives, phrases


def _noun_cues(noun: Token, rows: tuple[NounRow, ...], tables: SpeechTables) -> Iterator[Cue]:
    for row in rows:
        for frame in row.frames:
            content = _noun_content(noun, frame)
            if content is None:
                continue
            words, heads, source = _noun_source(noun, row, tables, content[0])
            if not heads and frame != "clause":
                continue
            yield Cue(
                row=row, head=noun, words=words, sources=heads, source=source, contents=(content[1],), frame=frame
            )
            return


def _noun_content(noun: Token, frame: str) -> tuple[Token | None, Span] | None:
    """Give the preposition, if any, and the place of what a cue noun governs: what follows it, by parse and surface."""
    end = syntax.sentence(noun).end
    following = noun.nbor(1) if noun.i + 1 < end else None
    if following is None:
        return None
    if frame == "clause":
        if following.lower_ not in ("that", "whether") or following.dep_ in ("nsubj", "nsubj:pass", "det"):
            return None
        return None, _up_to_main_verb(noun, following, following.head, 1)
    if frame == "infinitive":
        verb = next((token for token in noun.doc[noun.i + 2 : noun.i + 4] if token.tag_ == "VB"), None)
        return (
            (None, _up_to_main_verb(noun, following, verb, 0))
            if following.lower_ == "to" and verb is not None
            else None
        )
    governed = following.head
    if following.lower_ != frame or following.pos_ not in ("ADP", "SCONJ") or governed.i <= following.i:
        return None
    return following, _up_to_main_verb(noun, following.nbor(1), governed, 0)


def _up_to_main_verb(noun: Token, start: Token, head: Token, allowed: int) -> Span:
    """The place from ``start`` over what hangs on ``head``, but not over the verb whose subject the noun is."""
    span = _until_break(noun, start, head if head.i >= start.i else start)
    free = allowed
    for token in noun.doc[start.i : head.right_edge.i + 1]:
        if token.idx >= span[1]:
            break
        if (
            (token.dep_ in ("cc", "mark") and token.i > start.i)
            or token.tag_ in ("WP", "WDT", "WRB")
            or _is_break(token)
        ):
            free += 1
        elif token.tag_ in FINITE and token.dep_ != "aux:pass":
            free -= 1
            if free < 0:
                last = token.nbor(-1)
                return (span[0], last.idx + len(last)) if last.i >= start.i else span
    return span


def _noun_source(
    noun: Token, row: NounRow, tables: SpeechTables, marker: Token | None
) -> tuple[tuple[Token, ...], tuple[Token, ...], Span | None]:
    """Give the cue's words and its source: who possesses the noun, who utters it by a light verb, or nobody."""
    words: tuple[Token, ...] = (noun,) if marker is None or marker.i != noun.i + 1 else (noun, marker)
    owners = syntax.possessors(noun)
    verb = noun.head
    if tables.light.get(verb.lower_) in row.light and row.light and noun.dep_ in ("obj", "nsubj:pass"):
        heads, source = source_of(verb)
        group = verb_group(verb)
        if noun.i > verb.i and noun.i - verb.i <= 5:
            return tuple(noun.doc[group[0].i : words[-1].i + 1]), heads, source
        return words, heads, source
    if owners:
        return words, tuple(owners), phrase(owners[0]) if owners[0].pos_ != "PRON" else syntax.span_of([owners[0]])
    agents = syntax.obliques(noun, "by", "from")
    return (words, tuple(agents), phrase(agents[0])) if agents else (words, (), None)


def _adjective_cues(adjective: Token, rows: tuple[AdjectiveRow, ...]) -> Iterator[Cue]:
    copula = syntax.children(adjective, "cop", "aux:pass", "aux")
    subjects = syntax.own_subjects(adjective)
    if adjective.dep_ == "xcomp" and not subjects:
        subjects = syntax.own_subjects(adjective.head)
    if not copula and not (adjective.dep_ in ("xcomp", "acl", "advcl") and subjects):
        return
    if not subjects:
        subjects = syntax.subjects(adjective)
    for row in rows:
        for frame in row.frames:
            content = _adjective_content(adjective, frame)
            if content is None or not subjects or subjects[0].lower_ == "it":
                continue
            first = copula[0].i if copula and copula[0].i < adjective.i else adjective.i
            last = content[0].i if content[0] is not None and content[0].i == adjective.i + 1 else adjective.i
            words = tuple(adjective.doc[first : last + 1])
            yield Cue(row=row, head=adjective, words=words, sources=tuple(subjects), source=phrase(subjects[0])
                      if subjects[0].right_edge.i < adjective.i else syntax.span_of([subjects[0]]),
                      contents=(content[1],), frame=frame)  # fmt: skip
            return


def _adjective_content(adjective: Token, frame: str) -> tuple[Token | None, Span] | None:
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        clausal = child.dep_ in ("ccomp", "advcl", "xcomp", "csubj")
        if (
            frame == "clause"
            and clausal
            and (_has_marker(child, "that", "whether") or (child.dep_ == "ccomp" and syntax.own_subjects(child)))
        ):
            return None, _until_break(adjective, child.left_edge, child)
        if frame == "infinitive" and clausal and _has_marker(child, "to"):
            return None, _until_break(adjective, child.left_edge, child)
        if child.dep_.split(":")[0] in ("obl", "advcl", "nmod", "xcomp") and syntax.prepositions(child) == frame:
            marker = next(mark for mark in child.children if mark.dep_ in ("case", "mark") and mark.i < child.i)
            return marker, _until_break(adjective, adjective.doc[marker.i + 1], child)
    return None


def _phrase_cues(token: Token, rows: tuple[PhraseRow, ...]) -> Iterator[Cue]:
    for row in rows:
        if row.source == "before":
            continue
        words = row.words.split()
        made = _after_phrase(token, row, words) if row.source == "after" else _between_phrase(token, row, words)
        if made is not None:
            yield made


def _after_phrase(first: Token, row: PhraseRow, words: list[str]) -> Cue | None:
    doc = first.doc
    phrase_words = doc[first.i : first.i + len(words)]
    if [token.lower_ for token in phrase_words] != words or phrase_words.end >= len(doc):
        return None
    noun = next((above for above in syntax.ancestors(doc[phrase_words.end - 1]) if above.i >= phrase_words.end), None)
    if noun is None:
        noun = doc[phrase_words.end]
        while noun.head.i > noun.i and noun.head.pos_ in ("NOUN", "PROPN"):
            noun = noun.head
    if noun.pos_ not in ("NOUN", "PROPN", "PRON") or (
        noun.tag_ == "NN" and noun.i == phrase_words.end and not list(noun.rights)
    ):
        return None
    source = (doc[phrase_words.end].idx, max(phrase(noun)[1], noun.idx + len(noun)))
    contents = _around(first, noun)
    if not contents:
        return None
    return Cue(row=row, head=first, words=tuple(phrase_words), sources=tuple(syntax.conjuncts(noun)), source=source,
               contents=contents, frame="phrase")  # fmt: skip


def _between_phrase(first: Token, row: PhraseRow, words: list[str]) -> Cue | None:
    doc = first.doc
    for last in doc[first.i + 2 : min(first.i + 9, syntax.sentence(first).end)]:
        if last.lower_.rstrip("s") == words[-1].rstrip("s") and syntax.possessors(last):
            owner = syntax.possessors(last)[0]
            contents = _around(first, last)
            if not contents or owner.i <= first.i:
                return None
            return Cue(row=row, head=first, words=(first,), sources=(owner,), source=phrase(owner), contents=contents,
                       frame="phrase")  # fmt: skip
        if last.is_punct:
            return None
    return None


def _around(first: Token, noun: Token) -> tuple[Span, ...]:
    """Give what stands before or after a phrase such as "according to X" in its sentence."""
    doc, sentence = first.doc, syntax.sentence(first)
    end = noun.right_edge.i + 1
    before = [token for token in doc[sentence.start : first.i] if not token.is_space]
    after = [token for token in doc[end : sentence.end] if not token.is_space]
    if len(before) > 2:
        return _trim(before)
    return _trim(after) if after else ()


def _trim(tokens: list[Token]) -> tuple[Span, ...]:
    while tokens and ((tokens[0].is_punct and tokens[0].text not in OPENING) or tokens[0].dep_ == "cc"):
        tokens = tokens[1:]
    while tokens and tokens[-1].is_punct and tokens[-1].text not in CLOSING:
        tokens = tokens[:-1]
    return (syntax.span_of(tokens),) if tokens else ()
