"""Cues in the parse: each verb, noun, adjective or phrase that attributes, with its source and its content by the grammar.

A middling parse is mended at the surface: a clause that follows "said that" is its content whatever the parse says, and a
verb without a subject takes the noun phrase that stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from chancery.extract import syntax
from chancery.extract.said.asides import inverted_place, inverted_subject, is_bare_tag
from chancery.extract.said.beside import noun_before
from chancery.extract.said.bounds import apart, behind_subject, without_source
from chancery.extract.said.cue import Cue
from chancery.extract.said.documents import by_document, uttered_document
from chancery.extract.said.edges import OPENING, has_marker, is_break, is_set_off, mistaken_for_noun, passive
from chancery.extract.said.gaps import misread_in_relative
from chancery.extract.said.governing import content_of, governs_question, next_lower
from chancery.extract.said.group import particle_of, verb_group
from chancery.extract.said.nominal import adjective_cues, is_cue_noun, noun_cues, opens_as_noun, told_before
from chancery.extract.said.objects import is_name, is_sent
from chancery.extract.said.participles import left_to
from chancery.extract.said.setphrases import phrase_cues
from chancery.extract.said.sources import addressees, source_of
from chancery.lexicon.speech import SpeechTables, VerbRow
from chancery.model import Span
from chancery.tokens import Doc, Token, TokenSpan

# Senses of what takes a mind, and frames of what is judged, felt or meant, not of what is told.
OF_MINDS = frozenset({"judged", "felt", "intended", "promised", "thought", "denied"})
NOT_TOLD = frozenset({"object", "as", "predicate", "infinitive", "gerund"})
WITHHELD = frozenset({"refused", "denied", "promised", "threatened"})
GOVERNED = frozenset({"obj", "iobj", "obl", "nmod"})  # "called the charges “baseless”": a noun, and no tag
DESCRIBING = frozenset({"det", "nmod:poss", "amod", "compound", "nmod"})  # what stands before a noun, not a verb
UTTERED = frozenset({"said", "discussed", "promised", "denied", "felt"})


def find_cues(doc: Doc, tables: SpeechTables) -> list[Cue]:
    """Give every cue of the document with its content, in text order of the cues."""
    found: list[Cue] = []
    forms = tables.forms
    for token in doc:
        form = token.lower_
        if form not in forms or not syntax.parsed(token):
            continue
        felt = list(adjective_cues(token, tables.adjectives[form])) if form in tables.adjectives else []
        found.extend(felt)
        if form in tables.verbs and not felt and _is_verb(token, tables):
            told = [by_document(cue, tables) for cue in _verb_cues(token, tables)]
            found.extend(told or _left_open(token, tables))
        if form in tables.nouns and is_cue_noun(token):
            found.extend(noun_cues(token, tables.nouns[form], tables))
        if form in tables.phrases:
            found.extend(phrase_cues(token, tables.phrases[form]))
    return _chained(found)


def _chained(found: list[Cue]) -> list[Cue]:
    """Take verbs that only lead up to a cue ("went on to say", "seems to feel", "was likely to deny") into its words.

    A verb that is a cue of its own gives way, but a refusal only where it is to say what or speak on something, a promise
    or threat only where it is to say what: "promised to respond to the request" promises that.
    """
    by_head = {cue.head.i: cue for cue in found}
    gone: set[int] = set()
    kept: list[Cue] = []
    for cue in found:
        row, words, verb = cue.row, cue.words, cue.head
        while (upper := _leading_to(verb)) is not None and _gives_way(by_head.get(upper.i), cue):
            start = min(
                [verb_group(upper)[0].i, *(cop.i for cop in syntax.children(upper, "cop") if _right_before(cop, upper))]
            )
            words = tuple(upper.doc[start : words[-1].i + 1])
            gone.add(upper.i)
            above, verb = by_head.get(upper.i), upper
            row = above.row if above is not None and above.row.sense in WITHHELD else row
        kept.append(replace(cue, words=words, row=row) if verb is not cue.head else cue)
    return [cue for cue in kept if cue.head.i not in gone]


def _right_before(copula: Token, predicate: Token) -> bool:
    """Does a copula stand before its predicate with no clause of its own between ("[is] whether he continues to …")?"""
    between = predicate.doc[copula.i : predicate.i]
    return copula.i < predicate.i and not any(token.dep_ == "mark" for token in between)


def _gives_way(upper: Cue | None, lower: Cue) -> bool:
    if upper is None or upper.row.sense not in WITHHELD:
        governs = upper is not None and isinstance(upper.row, VerbRow) and upper.row.particle is not None
        return isinstance(lower.row, VerbRow) and not governs
    if not isinstance(lower.row, VerbRow):
        return False
    return lower.frame == "clause" or (lower.row.particle is not None and upper.row.sense in ("refused", "denied"))


def _leading_to(verb: Token) -> Token | None:
    """Give the verb or adjective before an infinitive or gerund that has the same subject."""
    upper = verb.head
    if verb.tag_ == "VBG" and verb.i == upper.i + 2 and syntax.before(verb).lower_ == "as" and passive(upper):
        return None if has_marker(upper, "to") else upper  # "who asked not to be named as saying": named by nobody
    if verb.dep_ == "xcomp" and verb.tag_ == "VBN" and verb.i == upper.i + 3 and passive(upper):
        return upper  # "was reported to have said"
    near = 4 if verb.dep_ == "xcomp" else 3 if verb.dep_ == "advcl" else 0
    if not 0 < verb.i - upper.i <= near or not syntax.subjects(upper) or passive(upper):
        return None
    gone = any(child.tag_ == "VBG" for child in syntax.children(verb, "aux", "aux:pass"))  # "admitted to having urged"
    if verb.tag_ != "VBG" and (gone or not has_marker(verb, "to")):
        return None
    between = any(child.arc in ("obj", "iobj", "obl") and child.i < verb.i for child in upper.rights)
    apart = any(is_break(token) for token in verb.doc[upper.i + 1 : verb.i])
    return None if between or apart else upper


def tagging_verbs(tokens: TokenSpan, tables: SpeechTables) -> Iterator[tuple[Token, VerbRow]]:
    """Give the verbs of a stretch that may tag a quotation."""
    for token in tokens:
        if token.lower_ not in tables.verbs:
            continue
        if token.tag_ in ("NNP", "NNPS") or (token.pos_ == "NOUN" and token.dep_ in ("compound", "amod")):
            continue
        if token.tag_ == "VBN" and token.dep_ == "amod" and token.head.i > token.i:
            continue  # "told them in a written statement, “…”"
        named = token.pos_ == "NOUN" and any(child.dep_ in DESCRIBING for child in token.lefts)
        named = named or _title_of(token, tables)
        for row in sorted(tables.verbs[token.lower_], key=lambda row: row.particle is None):
            told_of = token.arc in GOVERNED or token.lower_ == row.lemma or token.lower_.endswith("ing")
            noun = named and row.particle is None and told_of
            if "quote" in row.frames and row.particle in (None, next_lower(token)) and not noun:
                yield token, row
                break


def _title_of(token: Token, tables: SpeechTables) -> bool:
    """Is this a noun taken for a plural's verb, which quoted words name: "the radio [show] “Morning Talk” told"?"""
    before = syntax.before(token) if token.i else token
    noun = token.tag_ == "VBP" and before.tag_ == "NN" and before.text.islower()
    noun = noun or (token.tag_ == "NN" and not syntax.own_subjects(token))
    shows = all(row.sense == "shown" for row in tables.verbs.get(token.lower_, ()))
    behind = [word.text for word in token.doc[token.i + 1 : token.i + 3]]
    return noun and shows and (behind[0] if behind[:1] != [","] else behind[-1]) in OPENING


def _is_verb(token: Token, tables: SpeechTables) -> bool:
    """Is a word a verb, by the parse or by where it stands?"""
    verbal = _verbal(token) or misread_in_relative(token, tables) or is_bare_tag(token, tables)
    return verbal and not (_title_of(token, tables) or opens_as_noun(token))


def _verbal(token: Token) -> bool:
    if token.i and syntax.before(token).text in ("-", "–") and not syntax.before(token).whitespace_:
        return False
    if syntax.possessors(token) and not syntax.own_subjects(token):
        return False
    if token.tag_[:2] == "NN" and syntax.children(token, "cop"):
        return False
    if token.dep_ == "amod" and token.head.i == token.i + 1 and (_in_clause_of_verb(token) or _behind_article(token)):
        return False
    if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB") or syntax.own_subjects(token):
        return True
    return mistaken_for_noun(token)


def _behind_article(token: Token) -> bool:
    """Does an article, or whose it is, stand before what describes a noun: "his [repeated] warnings"?"""
    return any(child.i < token.i for child in syntax.children(token.head, "det", "nmod:poss"))


def _in_clause_of_verb(token: Token) -> bool:
    above = list(syntax.ancestors(token))
    return bool(above) and above[-1].pos_ in ("VERB", "AUX")


def _verb_cues(verb: Token, tables: SpeechTables) -> Iterator[Cue]:
    """Give the fullest frame of a verb that the sentence fills; a row with a particle goes before one without."""
    for row, frame in tables.frames_of(verb.lower_):
        if (frame == "words" and not _governs_words(verb, tables)) or (
            frame in ("as", "object") and _relays(verb, tables)
        ):
            continue
        unanswered = frame == "words" and row.negated and syntax.negation(verb) is not None
        if unanswered and particle_of(verb, row.particle or ""):
            return  # "did not respond to a question on …"
        made = _verb_cue(verb, row, frame, tables)
        if made is not None:
            yield made
            return


def _relays(verb: Token, tables: SpeechTables) -> bool:
    """Does a verb only pass on what somebody else says: "Tass quoted Kern as saying that …"?"""
    objects = syntax.children(verb, "obj")
    places = (verb, *objects, *(word for noun in objects for word in noun.subtree if word.pos_ == "VERB"))
    behind = (child for place in places for child in place.children if child.tag_ == "VBG" and child.i > verb.i)
    return any(
        syntax.prepositions(saying) == "as" and any(row.sense in UTTERED for row in tables.verbs.get(saying.lower_, ()))
        for saying in behind
    )


def _governs_words(verb: Token, tables: SpeechTables) -> bool:
    """Is what follows the verb's preposition something said, by the nouns of the tables: "responded to the charge"?"""
    governed = [child for child in verb.rights if child.arc in ("obl", "obj")]
    return any(
        word.lower_ in tables.nouns for child in governed for word in (child, *syntax.children(child, "compound"))
    )


def _inverted(verb: Token, row: VerbRow, content: tuple[Span, ...]) -> Token | None:
    """Give who speaks right behind a verb, outside what is said before it or on both its sides."""
    who = inverted_subject(verb, row.addressee == "object") if content[0][1] <= verb.idx else None
    return None if who is None or any(start <= who.idx < end for start, end in content) else who


def _verb_cue(verb: Token, row: VerbRow, frame: str, tables: SpeechTables) -> Cue | None:
    governed = particle_of(verb, row.particle) if row.particle else None
    if (row.particle and governed is None) or (not row.particle and _off(verb, frame)):
        return None  # "ordered out two envoys"
    content = _content(verb, row, frame, governed, tables)
    if not content or _unsaid(verb, row, frame, tables):
        return None
    told = row.sense == "discussed" or (row.sense == "said" and frame == "clause")
    left = frame == "clause" and row.sense in ("asked", "thought") and left_to(verb)
    if not left and _only_described(verb, frame, told and content[0][0] > verb.idx, tables):
        return None
    inverted = _inverted(verb, row, content) if frame == "clause" else None
    heads, source = source_of(verb, frame) if inverted is None else ((inverted,), inverted_place(verb, inverted))
    if source is not None:
        content, source = (apart if passive(verb) else without_source)(verb, content, source)
    if source is not None and content[0][0] == source[0] < content[0][1] < source[1] < verb.idx:
        heads, source = behind_subject(verb, content[0], source)
    if source is not None and frame == "clause" and _only_told_of(verb, source, content[0]):
        heads, source = noun_before(verb, verb_group(verb)[0].i)
        if source is not None and _only_told_of(verb, source, content[0]):
            heads, source = (), None
    if source is None and passive(verb) and _by_nobody(verb, row, frame):
        return None
    if frame in NOT_TOLD and row.sense in OF_MINDS and _of_no_mind(verb, row, frame, heads, tables):
        return None
    return Cue(
        row=row,
        head=verb,
        words=verb_group(verb, governed),
        sources=heads,
        source=source,
        contents=content,
        addressees=tuple(one for one in addressees(verb, row) if one not in heads),
        frame=frame,
    )


def _off(verb: Token, frame: str) -> bool:
    """Does a particle right behind a verb with an object make another of it ("warned off drones that came near")?"""
    particle = syntax.following(verb)
    if particle.dep_ != "compound:prt" or particle.head is not verb:
        return False
    warded = frame == "clause" and any(one.left_edge.i == particle.i + 1 for one in syntax.children(verb, "obj"))
    return frame == "object" or (warded and syntax.following(particle).tag_ not in ("WRB", "WP", "WDT"))


def _of_no_mind(verb: Token, row: VerbRow, frame: str, heads: tuple[Token, ...], tables: SpeechTables) -> bool:
    """Does a thing favor or deny ("the terrain favors them"), or somebody only send away a person or withhold leave?"""
    thing = tables.things.get(heads[0].lower_) if heads else None
    mindless = thing is not None and thing.frame != "office"
    if mindless or row.sense != "denied" or frame != "object":
        return mindless
    away = (tables.things.get(noun.lower_) for noun in syntax.objects(verb))
    return any(one is not None and one.frame in ("office", "leave") for one in away)


def _content(verb: Token, row: VerbRow, frame: str, governed: Token | None, tables: SpeechTables) -> tuple[Span, ...]:
    """Give what a verb governs in one frame, of a denial also what it stands behind."""
    content = content_of(verb, row, frame, governed, tables)
    if (
        content
        and frame == "object"
        and row.sense in ("said", "thought")
        and governed is None
        and is_name(verb, content)
    ):
        return ()
    return content or (told_before(verb, tables) if frame == "object" and row.sense == "denied" else ())


def _by_nobody(verb: Token, row: VerbRow, frame: str) -> bool:
    """Is a passive nobody's word: "the plan was discussed", "was not authorized to speak"?"""
    if row.sense == "urged":
        return frame in ("object_infinitive", "object") and syntax.negation(verb) is not None
    if row.sense == "intended":
        return frame == "object"  # "is wanted for murder"
    return frame == "object" and row.sense in UTTERED


def _unsaid(verb: Token, row: VerbRow, frame: str, tables: SpeechTables) -> bool:
    """Is a negated cue without content: a question left open ("did not say whether"), a thing that nobody spoke of?"""
    sent = frame == "object" and row.sense == "urged" and is_sent(verb)
    if sent or _only_supposed(verb) or (verb.tag_ == "VBG" and has_marker(verb, "without")):
        return True
    if not row.negated:
        return (row.sense == "denied" and _neither(verb, tables)) or (row.sense == "discussed" and _not_to(verb))
    negated = syntax.negation(verb) is not None or _not_to(verb) or _by_none(verb)
    return negated and ((frame in ("object", "words") and row.sense in ("said", "discussed")) or governs_question(verb))


def _only_supposed(verb: Token) -> bool:
    """Does "had" open a sentence that tells what somebody might have said: "Had the ministry said so, nobody would have come"?"""
    helping, edges = syntax.children(verb, "aux")[:1], {one.left_edge.i for one in syntax.own_subjects(verb)}
    return any(one.lower_ == "had" and one.is_sent_start and one.i + 1 in edges for one in helping)


def _by_none(verb: Token) -> bool:
    """Is nobody the subject: "no one could explain why", "none of them would say", "neither side named him"?"""
    own = syntax.own_subjects(verb) or syntax.agents(verb)
    return any(syntax.negation(one) or one.lower_ in ("none", "neither", "nobody") for one in own)


def _not_to(verb: Token) -> bool:
    """Is this what somebody is not to do: "was not authorized to discuss it", "were not ready to say when", "has yet to say"?"""
    below = verb.dep_ in ("xcomp", "advcl", "acl", "ccomp") and has_marker(verb, "to") and verb.head.i < verb.i
    undone = syntax.negation(verb.head) is not None or syntax.before(verb.left_edge).lower_ == "yet"
    return below and verb.head.pos_ in ("VERB", "ADJ") and undone


def _neither(verb: Token, tables: SpeechTables) -> bool:
    """Does a denial only stand beside what was not said either: "neither confirmed nor denied that …"?"""
    first = syntax.first_conjunct(verb)
    unsaid = first is not verb and any(row.negated for row in tables.verbs.get(first.lower_, ()))
    joined = [child.lower_ for child in syntax.children(verb, "cc")]
    return unsaid and ("nor" in joined or ("or" in joined and syntax.negation(first) is not None))


def _left_open(verb: Token, tables: SpeechTables) -> list[Cue]:
    """A cue without content where somebody leaves a question open, which ends what was told before: "…, but did not say when"."""
    row = next((row for row in tables.verbs[verb.lower_] if row.negated and row.particle is None), None)
    left = _not_to(verb) or (syntax.negation(verb) is not None and bool(syntax.own_subjects(verb)))
    if row is None or not left or not governs_question(verb):
        return []
    heads, source = source_of(verb, "clause")
    return [Cue(row=row, head=verb, words=verb_group(verb), sources=heads, source=source, frame="clause")]


def _only_told_of(verb: Token, source: Span, content: Span) -> bool:
    """Does a source stand in the content, and is what it says told of it: "The trouble, Frank writes, began early"?"""
    if passive(verb) or not content[0] <= source[0] < source[1] <= content[1]:
        return False
    return content[1] <= verb.idx or verb.idx < content[0] == source[0]


def _only_described(verb: Token, frame: str, told: bool, tables: SpeechTables) -> bool:
    """Does the verb only tell what something is for, or which one is meant: "a chance to praise it", "ads backing him"?

    A purpose is no such thing where it tells what was said or spoken of ("took to the air to say that …", "met to discuss it"),
    nor what a document does that somebody issues ("issued a statement condemning the raid").
    """
    if verb.tag_ == "VBG":
        described = frame == "object" and verb.dep_ == "acl" and not is_set_off(verb)
        return described and uttered_document(verb, tables) is None
    if verb.tag_ == "VBN" and frame == "clause" and verb.dep_ == "conj":  # "isles held by Oslo but [claimed] by Chad"
        return syntax.first_conjunct(verb).dep_ == "acl" and bool(syntax.agents(verb))
    if verb.tag_ != "VB" or frame not in ("object", "as", "clause", "predicate"):
        return False
    if verb.dep_ == "acl":
        return has_marker(verb, "to")
    if verb.dep_ == "advcl":
        purpose = has_marker(verb, "to") and verb.head.pos_ == "VERB" and _leading_to(verb) is None and not told
        return purpose or (frame != "clause" and not told)
    behind_object = any(child.dep_ == "obj" and child.i < verb.i for child in verb.head.rights)
    return frame != "clause" and verb.dep_ == "xcomp" and behind_object
