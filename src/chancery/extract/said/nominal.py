"""Cues that are nouns or adjectives: "the claim that …", "their fear is …", "is confident that …", with source and content."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import clauses, stretches, syntax
from chancery.extract.said.beside import start_of_time
from chancery.extract.said.cue import Cue
from chancery.extract.said.edges import KEPT, OPENING, has_marker, is_break, until_break
from chancery.extract.said.governing import next_lower
from chancery.extract.said.group import verb_group
from chancery.extract.said.sources import source_of
from chancery.extract.said.spans import phrase
from chancery.lexicon.speech import AdjectiveRow, NounRow, SpeechTables
from chancery.model import Span
from chancery.tokens import Token

# Labels of a "that" which is a word of its clause ("a case that stands") and marks no content.
GAPS = frozenset({"nsubj", "nsubj:pass", "det"})


def is_cue_noun(token: Token) -> bool:
    """May a word be a noun that attributes: somebody's, what somebody is of ("of the view that"), or else no predicate?"""
    plain = token.tag_[:1] != "V" and not syntax.own_subjects(token)
    return plain or opens_as_noun(token) or bool(syntax.possessors(token) or _holders(token))


def opens_as_noun(token: Token) -> bool:
    """Is this the plural that opens a sentence, taken for a verb without a subject: "[Hopes] that talks would succeed faded"?"""
    return token.tag_ == "VBZ" and token.i == token.sent.start and next_lower(token) == "that"


def _holders(noun: Token) -> list[Token]:
    """Give who is "of the view", "under the impression" or "of the opinion" that something is so."""
    led = noun.tag_ == "NN" and syntax.prepositions(noun) in ("of", "under") and syntax.children(noun, "cop")
    return syntax.own_subjects(noun) if led and next_lower(noun) == "that" else []


def _owners(noun: Token) -> list[Token]:
    """Give whose a noun is: "Oslo's claim", "the [Turkish] claim"."""
    peoples = [child for child in syntax.children(noun, "amod") if child.ent_type_ == "NORP" and child.i < noun.i]
    return syntax.possessors(noun) or peoples[:1]


def noun_cues(noun: Token, rows: tuple[NounRow, ...], tables: SpeechTables) -> Iterator[Cue]:
    """Give what a cue noun attributes, by the first frame that the sentence fills."""
    for row in rows:
        told = _noun_that_is(noun, row) or _noun_that_comes(noun, row, tables) or _noun_so_worded(noun, row)
        if told is not None:
            yield told
            return
        for frame in row.frames:
            lost = frame == "clause" and tables.light.get(noun.head.lower_) not in row.light and _is_relative(noun)
            content = _noun_content(noun, frame) if not lost else None
            if content is None:
                continue
            words, heads, source = _noun_source(noun, row, tables, content[0])
            source = _before(noun, source, content[1])
            if not heads and row.frames == ("of",) and row.sense == "said" and _quoted(noun, content[1]):
                words, heads, source = _burst_into(noun, words)
            elif not heads and frame != "clause":
                continue
            yield Cue(
                row=row, head=noun, words=words, sources=heads, source=source, contents=(content[1],), frame=frame
            )
            return


def _noun_that_is(noun: Token, row: NounRow) -> Cue | None:
    """Read "their fear is that …", "its reply was that …", "her goal is to …": somebody's noun and what it is."""
    owners = _owners(noun)
    among = [] if owners else syntax.obliques(noun, "among")
    last = among[-1].right_edge if among else noun
    be = next((token for token in noun.doc[last.i + 1 : last.i + 4] if token.lower_ in ("is", "was")), None)
    owners = owners or among
    if not owners or be is None or any(token.pos_ != "ADV" for token in noun.doc[last.i + 1 : be.i]):
        return None
    after = noun.doc[be.i + 1 : min(be.i + 4, noun.sent.end)]
    first = next((token for token in after if token.pos_ != "ADV"), None)
    wanted = ("that", "whether") if "clause" in row.frames else ("to",) if "infinitive" in row.frames else ()
    if first is None or first.lower_ not in wanted or first.dep_ in ("nsubj", "det") or first.head.i <= first.i:
        return None
    source = phrase(owners[0]) if owners[0].pos_ != "PRON" else stretches.span_of([owners[0]])
    words = (noun,) if among else tuple(noun.doc[noun.i : be.i + 1])
    return Cue(row=row, head=noun, words=words, sources=tuple(owners), source=source,
               contents=(until_break(noun, first, first.head),), frame="clause")  # fmt: skip


def _noun_so_worded(noun: Token, row: NounRow) -> Cue | None:
    """Read "the message from Riyadh was clear: no troops would leave": what a noun was like, and behind a colon what it was."""
    owners = syntax.possessors(noun) or syntax.obliques(noun, "from")
    like = noun.head
    colon = next((token for token in noun.doc[like.i + 1 : noun.sent.end] if token.text == ":"), None)
    worded = noun.dep_ == "nsubj" and like.tag_ in ("JJ", "NN") and bool(syntax.children(like, "cop"))
    if "clause" not in row.frames or row.sense != "said" or not owners or not worded or colon is None:
        return None
    told = [token for token in noun.doc[colon.i + 1 : noun.sent.end] if not token.is_space]
    bare = len(told) > 1 and not any(token.tag_ in syntax.FINITE for token in noun.doc[like.i + 1 : colon.i])
    if not bare or told[0].text in OPENING:
        return None
    while len(told) > 1 and told[-1].is_punct and told[-1].text not in KEPT:
        told.pop()
    source = phrase(owners[0]) if owners[0].pos_ != "PRON" else stretches.span_of([owners[0]])
    return Cue(row=row, head=noun, words=tuple(noun.doc[noun.i : colon.i]), sources=tuple(owners), source=source,
               contents=(stretches.span_of([told[0], told[-1]]),), frame="clause")  # fmt: skip


def _noun_that_comes(noun: Token, row: NounRow, tables: SpeechTables) -> Cue | None:
    """Read "word came that …", "rumors swirled that …": what is told, behind a verb that governs nothing else."""
    verb = noun.head
    near = "clause" in row.frames and noun.dep_ == "nsubj" and 0 < verb.i - noun.i < 4
    tells = any(other.particle is None for other in tables.verbs.get(verb.lower_, ()))
    if not near or tells or next_lower(verb) != "that" or syntax.children(verb, "obj", "cop"):
        return None
    that = syntax.following(verb)
    if that.dep_ != "mark" or that.head.i <= that.i:
        return None
    owners = tuple(syntax.possessors(noun))
    words = tuple(noun.doc[noun.i : verb.i + 1])
    return Cue(row=row, head=noun, words=words, sources=owners, source=phrase(owners[0]) if owners else None,
               contents=(until_break(verb, that, that.head),), frame="clause")  # fmt: skip


def _noun_content(noun: Token, frame: str) -> tuple[Token | None, Span] | None:
    """Give the preposition, if any, and the place of what a cue noun governs: what follows it, by parse and surface."""
    following = _behind_agent(noun)
    if following is None:
        return None
    if frame == "clause":
        stands_for_noun = following.dep_ in GAPS and len(syntax.own_subjects(following.head)) < 2
        if following.lower_ not in ("that", "whether") or stands_for_noun:
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
    if clauses.is_time(governed):
        return None  # "issued a report on Monday"
    return following, _up_to_main_verb(noun, syntax.following(following), governed, 0)


def _behind_agent(noun: Token) -> Token | None:
    """Give the word behind a noun, or behind who utters it: "a claim [by Moscow] that …"."""
    doc, end = noun.doc, noun.sent.end
    if noun.i + 1 >= end:
        return None
    following = _behind_time(noun, end) or syntax.following(noun)
    if following.lower_ not in ("by", "from", "among", "in") or following.head.i <= following.i:
        return following
    agent = following.head
    behind = next((token for token in doc[agent.i + 1 : end] if token.lower_ in ("that", "whether")), None)
    uttered = behind is not None and not any(
        token.is_punct or token.pos_ in ("VERB", "AUX") for token in doc[agent.i : behind.i]
    )
    return behind if uttered else following


def _behind_time(noun: Token, end: int) -> Token | None:
    """Give the "that" behind when a noun was uttered: "their claim [last week] that …"."""
    that = next((token for token in noun.doc[noun.i + 2 : min(noun.i + 6, end)] if token.lower_ == "that"), None)
    return that if that is not None and start_of_time(noun.doc, that.i, noun.i) == noun.i + 1 else None


def _is_relative(noun: Token) -> bool:
    """Does "that" stand for the noun in its clause ("a case that they lost")? The parse errs where the noun is somebody's."""
    that = syntax.following(noun)
    stands = that.arc in ("obj", "obl") and (that.tag_ == "WDT" or that.arc == "obj")
    if that.lower_ != "that" or not stands or syntax.possessors(noun):
        return False
    return all(child.i == that.i for child in syntax.children(that.head, "obj", "ccomp", "xcomp"))


def told_before(verb: Token, tables: SpeechTables) -> tuple[Span, ...]:
    """Give what somebody said of whom a relative clause denies it: "[a charge] that Oslo denies", "[a claim] Oslo rejects"."""
    noun, own = verb.head, syntax.own_subjects(verb)
    if verb.dep_ not in syntax.RELATIVES or noun.lower_ not in tables.nouns or not own or own[-1].i > verb.i:
        return ()
    gap = next((child for child in verb.lefts if child.arc == "obj" and child.lower_ in ("that", "which")), None)
    first = gap or own[0].left_edge
    if any(child.i > verb.i for child in syntax.children(verb, "obj", "ccomp", "xcomp")) or first.i <= noun.i:
        return ()
    words = list(noun.doc[noun.left_edge.i : first.i])
    while words and (words[0].is_punct or words[0].dep_ == "case" or words[-1].is_punct):
        words = words[:-1] if words[-1].is_punct else words[1:]
    return (stretches.span_of(words),) if words else ()


def _up_to_main_verb(noun: Token, start: Token, head: Token, allowed: int) -> Span:
    """The place from ``start`` over what hangs on ``head``, but not over the verb whose subject the noun is."""
    main = [
        clause for clause in syntax.children(noun, "ccomp") if clause.i > head.i and not syntax.own_subjects(clause)
    ]
    if opens_as_noun(noun) and main:  # "Hopes that talks would succeed [have faded]"
        last = syntax.before(min([*main[0].lefts, main[0]], key=lambda token: token.i))
        return start.idx, last.idx + len(last)
    span = until_break(noun, start, head if head.i >= start.i else start)
    subject = noun.dep_ in syntax.SUBJECTS
    free = allowed or int(start.dep_ == "mark" and not (subject and start.lower_ == "to"))
    for token in noun.doc[start.i : head.right_edge.i + 1]:
        if token.idx >= span[1] or (subject and token is noun.head and token.i > head.i):
            return span[0], min(span[1], syntax.before(token).idx + len(syntax.before(token)))
        if (
            (token.dep_ in ("cc", "mark") and token.i > start.i)
            or token.tag_ in ("WP", "WDT", "WRB")
            or is_break(token)
        ):
            free += 1
        elif token.tag_ in syntax.FINITE and token.dep_ != "aux:pass":
            free -= 1
            if free < 0:
                last = syntax.before(token)
                return (span[0], last.idx + len(last)) if last.i >= start.i else span
    return span


def _noun_source(
    noun: Token, row: NounRow, tables: SpeechTables, marker: Token | None
) -> tuple[tuple[Token, ...], tuple[Token, ...], Span | None]:
    """Give the cue's words and its source: who possesses the noun, who utters it by a light verb, or nobody."""
    words: tuple[Token, ...] = (noun,) if marker is None or marker.i != noun.i + 1 else (noun, marker)
    owners, held = _owners(noun) if marker is None else syntax.possessors(noun), _holders(noun)
    if held:
        first = min(cop.i for cop in syntax.children(noun, "cop"))
        return tuple(noun.doc[first : words[-1].i + 1]), tuple(held), phrase(held[0])
    verb = noun.head
    if tables.light.get(verb.lower_) in row.light and row.light and noun.dep_ in ("obj", "nsubj:pass"):
        heads, source = source_of(verb)
        group = verb_group(verb)
        if noun.i > verb.i and noun.i - verb.i <= 5:
            return tuple(noun.doc[group[0].i : words[-1].i + 1]), heads, source
        return words, heads, source
    if owners:
        return words, tuple(owners), phrase(owners[0]) if owners[0].pos_ != "PRON" else stretches.span_of([owners[0]])
    agents = syntax.obliques(noun, "by", "from", "among")
    if agents:
        return words, tuple(agents), phrase(agents[0])
    near = noun.dep_ == "obj" and 0 < noun.i - verb.i <= 5 and verb.pos_ == "VERB" and verb.lower_ not in tables.verbs
    if near and next_lower(noun) in ("that", "whether"):  # "floated the notion that …"
        return tuple(noun.doc[verb_group(verb)[0].i : noun.i + 1]), *source_of(verb)
    return words, (), None


def _quoted(noun: Token, content: Span) -> bool:
    """Is what a noun governs in quotation marks: "chants of “Go home”"?"""
    return noun.doc.text[content[0]] in OPENING - {"("}


def _burst_into(noun: Token, words: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Token, ...], Span | None]:
    """Give the cue and the source of quoted words that somebody answers with or breaks into: "replied with chants of “Go”"."""
    verb = noun.head
    uttered = noun.dep_ == "obl" and syntax.prepositions(noun) in ("with", "in", "into") and 0 < noun.i - verb.i <= 5
    if not uttered:
        return words, (), None
    heads, source = source_of(verb)
    return tuple(noun.doc[verb_group(verb)[0].i : words[-1].i + 1]), heads, source


def _before(noun: Token, source: Span | None, content: Span) -> Span | None:
    """End who utters a noun where what is said begins, which the parse may have hung on him: "a claim by Oslo | that …"."""
    if source is None or not source[0] < content[0] < source[1]:
        return source
    words = [token for token in noun.doc[noun.i + 1 : noun.sent.end] if source[0] <= token.idx < content[0]]
    while len(words) > 1 and (words[-1].is_punct or words[-1].pos_ in ("ADP", "SCONJ", "PART")):
        words.pop()
    return stretches.span_of(words) if words else source


def adjective_cues(adjective: Token, rows: tuple[AdjectiveRow, ...]) -> Iterator[Cue]:
    """Give what a predicative adjective attributes to its subject."""
    copula = syntax.children(adjective, "cop", "aux:pass", "aux")
    subjects = syntax.own_subjects(adjective)
    if adjective.dep_ == "xcomp" and not subjects:
        subjects = syntax.own_subjects(adjective.head)
    apart = _set_apart(adjective) if not copula and not subjects else []
    if not copula and not (adjective.dep_ in ("xcomp", "acl", "advcl") and subjects) and not apart:
        return
    subjects = subjects or apart or syntax.subjects(adjective)
    for row in rows:
        for frame in row.frames:
            content = _adjective_content(adjective, frame) if not apart or frame == "clause" else None
            if content is None or not subjects or subjects[0].lower_ == "it":
                continue
            first = copula[0].i if copula and copula[0].i < adjective.i else adjective.i
            last = content[0].i if content[0] is not None and content[0].i == adjective.i + 1 else adjective.i
            words = tuple(adjective.doc[first : last + 1])
            yield Cue(row=row, head=adjective, words=words, sources=tuple(subjects), source=phrase(subjects[0])
                      if subjects[0].right_edge.i < adjective.i else stretches.span_of([subjects[0]]),
                      contents=(content[1],), frame=frame)  # fmt: skip
            return


def _set_apart(adjective: Token) -> list[Token]:
    """Give whom an adjective between commas tells of: "Kurti, sure that he would win, …", "Worried that …, Poland …"."""
    first, head = adjective.left_edge, adjective.head
    opens = first.i == first.sent.start
    if not (opens or is_break(syntax.before(first))) or adjective.dep_ not in ("acl", "advcl", "amod"):
        return []
    if head.pos_ in ("NOUN", "PROPN") and head.i < adjective.i:
        return [head]
    return [one for one in syntax.subjects(head) if one.i < adjective.i or opens]


def _marked(clause: Token) -> bool:
    return any(child.dep_ == "mark" or child.tag_ == "WRB" for child in clause.lefts)


def _behind_colon(clause: Token) -> bool:
    """Does a clause with a subject stand behind a colon right after an adjective ("was adamant: [no troops would come]")?"""
    first = _first_word(clause)
    colon = syntax.before(first)
    return colon.text == ":" and colon.i == clause.head.i + 1 and bool(syntax.own_subjects(clause))


def _first_word(clause: Token) -> Token:
    first = clause.left_edge
    return syntax.following(first) if first.text == ":" else first


def _adjective_content(adjective: Token, frame: str) -> tuple[Token | None, Span] | None:
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        if frame == "clause" and _behind_colon(child):
            return None, until_break(adjective, _first_word(child), child)
        clausal = child.dep_ in ("ccomp", "advcl", "xcomp", "csubj", "acl:relcl")
        if (
            frame == "clause"
            and clausal
            and (
                has_marker(child, "that", "whether")
                or child.left_edge.lower_ == "that"
                or (child.dep_ == "ccomp" and syntax.own_subjects(child))
                or (child.left_edge.i == adjective.i + 1 and syntax.own_subjects(child) and not _marked(child))
            )
        ):
            return None, until_break(adjective, child.left_edge, child)
        if frame == "infinitive" and clausal and has_marker(child, "to"):
            return None, until_break(adjective, child.left_edge, child)
        led = syntax.prepositions(child).removesuffix(" whether to").removesuffix(" whether")
        if child.arc in ("obl", "advcl", "nmod", "xcomp") and led == frame:
            marker = next(mark for mark in child.children if mark.dep_ in ("case", "mark") and mark.i < child.i)
            return marker, until_break(adjective, adjective.doc[marker.i + 1], child)
    return None
