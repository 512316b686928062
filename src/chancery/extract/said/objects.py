"""What a cue verb says of its object, or of a passive's subject: "the plan", "X as Y", "X Y"."""

from __future__ import annotations

from itertools import takewhile

from chancery.extract import clauses, stretches, syntax
from chancery.extract.said.edges import CLOSING, OPENING, has_marker, is_break, is_set_off, passive, until_break
from chancery.extract.said.spans import phrase
from chancery.model import Span
from chancery.tokens import Token

# Pronouns for what was told before.
POINTING = frozenset({"this", "that"})
CIRCUMSTANCES = frozenset({"during", "after", "before", "despite", "amid"})
# Prepositions of where somebody is judged, not of what for: "mocked Lund on television".
WHERE = frozenset({"on", "at", "from", "throughout", "across"})
# What a name before "of" may be without being somebody's of something: "accused by Norway of fraud".
STATES = frozenset({"GPE", "PERSON", "NORP"})
TOWARD = frozenset({"to", "into", "onto", "toward", "towards"})
OBLIQUE_CONTENT = frozenset({"of", "for", "as", "over", "to", "against", "with", "about"})


def object_content(verb: Token, governed: Token | None, *, judged: bool = False) -> tuple[Span, ...]:
    """Give the object of a verb, or of its preposition; of a passive the subject with it.

    A mere pronoun is the content only where somebody or something is ``judged``: "praised her", or pointed at: "denied this".
    """
    found = _object(verb, governed, judged)
    return _with_passive_subject(verb, found) if governed is None else found


def is_name(verb: Token, content: tuple[Span, ...]) -> bool:
    """Is what somebody tells or thinks no more than a name: "has recognized Palestine", "guesses Lund"?"""
    things = [noun for noun in syntax.objects(verb) if noun.pos_ == "PROPN"]
    return any(content[0] == (noun.left_edge.idx, noun.right_edge.idx + len(noun.right_edge)) for noun in things)


def is_sent(verb: Token) -> bool:
    """Is somebody or something only ordered to go where it shall be ("ordered two frigates to the gulf")?"""
    ways = syntax.obliques(verb, *TOWARD)
    return bool(ways and syntax.objects(verb)) and all(way.pos_ in ("NOUN", "PROPN") for way in ways)


def with_charge(verb: Token, contents: tuple[Span, ...]) -> tuple[Span, ...]:
    """Let what somebody is accused of belong to the content, wherever the parse hung it: "accused Mali, a neighbor, of lying"."""
    if not contents:
        return contents
    if contents[-1][1] <= verb.idx:
        return (*contents, *_charge_behind_agent(verb))
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        clause = token.head
        if token.text == ";" or (token.tag_ in syntax.FINITE and not _in_relative(token, verb)):
            return contents
        if token.lower_ != "of" or token.idx < contents[-1][1] or clause.i <= token.i:
            continue
        gerund = clause.tag_ == "VBG" and token.dep_ == "mark"
        if gerund or syntax.following(token).tag_ == "VBG" or syntax.before(token).text == ",":
            return (*contents[:-1], (contents[-1][0], until_break(verb, token, clause)[1]))
    return contents


def _charge_behind_agent(verb: Token) -> tuple[Span, ...]:
    """Give what somebody is accused of behind who accuses him: "was accused by Oslo of lying", "… by Norway of fraud"."""
    agents = syntax.obliques(verb, "by") if passive(verb) else []
    for of in verb.doc[agents[0].i + 1 : verb.sent.end] if agents else ():
        before, behind = syntax.before(of), syntax.following(of) if of.i + 1 < len(of.doc) else of
        if is_break(of) or of.tag_ in syntax.FINITE:
            break
        if of.lower_ == "of" and (behind.tag_ == "VBG" or (before is agents[0] and before.ent_type_ in STATES)):
            return (until_break(verb, of, max(agents[0], of.head, behind, key=lambda word: word.right_edge.i)),)
    return ()


def _in_relative(token: Token, verb: Token) -> bool:
    """Does a verb stand in a relative clause behind another?"""
    above = [token, *syntax.ancestors(token)]
    return any(word.dep_ in syntax.RELATIVES and word.i > verb.i for word in above)


def predicate_content(verb: Token) -> tuple[Span, ...]:
    """Give an object with what it is called ("called the plan a trap"); nothing where a participle only names a thing."""
    found = () if _only_named(verb) else _passive_predicate(verb) or _object_predicate(verb)
    return _with_passive_subject(verb, found)


def _only_named(verb: Token) -> bool:
    """Does a participle only give the name of a thing: "a pass known as the gate", "a town called Muri"?"""
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and not syntax.obliques(verb, "by")


def as_content(verb: Token, governed: Token | None) -> tuple[Span, ...]:
    """Give an object with what it is taken as ("described the plan as a trap")."""
    objects = syntax.objects(verb)
    ases = [child for child in verb.children if child.i > verb.i and syntax.prepositions(child).split(" ")[0] == "as"]
    ases += [child for thing in objects for child in thing.children
             if child.dep_ in ("nmod", "acl", "advcl", "amod") and syntax.prepositions(child) == "as"]  # fmt: skip
    if not ases:
        marks = [token for token in verb.doc[verb.i + 1 : verb.sent.end] if token.lower_ == "as"]
        near = [token.head for token in marks if token.head.head.i in (verb.i, *(thing.i for thing in objects))]
        ases = [token for token in near if token.i > verb.i][:1]
    if not ases or _only_named(verb):
        return ()
    if passive(verb):
        subjects = [child for child in verb.children if child.dep_ in syntax.SUBJECTS and child.i < verb.i]
        rest = until_break(verb, ases[0].left_edge, ases[0])
        return (phrase(subjects[0]), rest) if subjects else (rest,)
    after = [child for child in syntax.children(verb, "obj") if verb.i < child.i]
    if after and after[0].left_edge.i > ases[0].i:  # "dismissed as absurd a report that …"
        return (until_break(verb, ases[0].left_edge, after[0]),)
    start = after[0].left_edge if after else ases[0].left_edge
    if governed is not None and governed.i + 1 < ases[0].left_edge.i:
        start = verb.doc[governed.i + 1]
    return (until_break(verb, start, _last_told(after[:1], ases[0])),)


def _last_told(things: list[Token], told: Token) -> Token:
    """The last of several things of which something is told in turn: "called the plan “a trap” and its author “a liar”"."""
    behind = [noun for thing in things[:1] for noun in syntax.conjuncts(thing) if noun.i > told.i]
    likewise = [
        noun for noun in behind if any(one.dep_ == "appos" or syntax.prepositions(one) == "as" for one in noun.rights)
    ]
    return likewise[-1] if likewise else told


def small_clause(verb: Token) -> tuple[Span, ...]:
    """Read "polls show her leading", "found most opposed to it": an object and the participle that tells of it."""
    for noun in (child for child in syntax.children(verb, "obj", "iobj") if child.i > verb.i):
        told = [child for child in [*verb.children, *noun.subtree] if child.dep_ in ("xcomp", "ccomp", "acl", "advcl")]
        bare = [
            clause for clause in told if clause.tag_ == "VB" and not has_marker(clause, "to")
        ]  # "shows wolves avoid roads"
        near = [clause for clause in told if clause.i > noun.i and (clause.tag_ in ("VBG", "VBN") or clause in bare)]
        if near and not any(is_break(token) for token in verb.doc[noun.i : near[0].left_edge.i + 1]):
            return (until_break(verb, noun.left_edge, near[0]),)
    return ()


def _with_passive_subject(verb: Token, contents: tuple[Span, ...]) -> tuple[Span, ...]:
    """ "The port is considered a prize": of a passive's content the subject is a part."""
    if not contents or contents[0][0] < verb.idx or not passive(verb):
        return contents
    subjects = [child for child in verb.children if child.dep_ in syntax.SUBJECTS and child.i < verb.i]
    named = subjects and subjects[0].pos_ in ("NOUN", "PROPN", "PRON") and subjects[0].tag_ not in ("WDT", "WP")
    return (phrase(subjects[0]), *contents) if named else contents


def _was_told_of(pronoun: Token) -> bool:
    """Does a pronoun stand for somebody or something told of before?"""
    return pronoun.lower_ in ("him", "her", "them", "it")


def _governed(verb: Token, governed: Token | None) -> list[Token]:
    """The nouns that a verb or its preposition governs."""
    if governed is not None:
        things = syntax.objects(verb)
        nouns = [token for token in syntax.obliques(verb, governed.lower_) if token.i > governed.i]
        nouns = nouns or [token for token in things if token.i > governed.i]
        if not nouns and governed.dep_ == "case" and governed.head.head in things:
            nouns = [governed.head]  # "claimed credit for [the bridge]"
    else:
        nouns = [child for child in syntax.children(verb, "obj") if child.i > verb.i]
        nouns = [noun for noun in nouns if noun is nouns[0] or not is_set_off(noun)][-1:]
        nouns = nouns or [child for child in syntax.children(verb, "iobj") if child.i > verb.i]
    return nouns


def _object(verb: Token, governed: Token | None, judged: bool) -> tuple[Span, ...]:
    """The object with what follows it up to the next comma, without dates and other adjuncts of the cue."""
    nouns = _governed(verb, governed)
    if not nouns and governed is None and passive(verb):
        return _passive_object(verb)
    bare = nouns and nouns[0].pos_ == "PRON" and not _told_of_object(verb) and not _names_clause(nouns[0])
    if bare and judged and _was_told_of(nouns[0]):
        behind = (child for child in syntax.obliques(verb, "on") if child.left_edge.i == nouns[0].i + 1)
        return (stretches.span_of([nouns[0], *(noun.right_edge for noun in behind)]),)  # "blamed it on the weather"
    vague = bare and nouns[0].i == verb.i + 1 and nouns[0].lower_ not in POINTING
    if not nouns or vague or (governed is None and _another(verb, nouns[0])):
        return ()
    first = last = nouns[0]
    start = first.left_edge if governed is None or first.left_edge.i > governed.i else verb.doc[governed.i + 1]
    if start.text == ":" and start.i < first.i:
        start = syntax.following(start)
    for child in verb.children:
        if child.i > first.i and child.arc in ("obl", "advcl"):
            named = syntax.prepositions(child) == "including" or _behind_apposition(child, nouns[0])
            beside = judged and first.pos_ == "PROPN" and syntax.prepositions(child) in WHERE
            if (not named and is_set_off(child)) or beside or clauses.is_time(child) or not _goes_with_object(child):
                break
            last = child
        elif _goes_on(child, last) or (child.dep_ == "compound:prt" and child.i == last.right_edge.i + 1):
            last = child
        elif child.i > last.i and child.dep_ != "punct":
            break
    content = until_break(verb, start, last)
    return () if judged and _led_to_quotation(start, content[1]) else (content,)


def _led_to_quotation(start: Token, end: int) -> bool:
    """Does a colon with a quotation stand in what a verb is about, which is then only what the quotation is on?"""
    inside = takewhile(lambda word: word.idx < end, start.doc[start.i :])
    return any(word.text == ":" and syntax.following(word).text in OPENING for word in inside)


def _names_clause(pronoun: Token) -> bool:
    """Does "what" with its clause tell of the object: "condemned what she called a trap"?"""
    return pronoun.tag_ == "WP" and bool(syntax.children(pronoun, "acl:relcl"))


def _behind_apposition(child: Token, noun: Token) -> bool:
    """Does a dependent follow the comma that ends an apposition to the object: "praised Lund, a pilot, for her calm"?"""
    beside = [word for word in syntax.children(noun, "appos", "acl:relcl") if is_set_off(word)]
    return any(0 < child.left_edge.i - word.right_edge.i < 3 for word in beside)


def _another(verb: Token, noun: Token) -> bool:
    """Has the verb an indirect object beside this one?"""
    return any(child is not noun for child in syntax.children(verb, "iobj"))


def _told_of_object(verb: Token) -> bool:
    """Is anything said of the object: "praised them for their work", "accused him of lying"?"""
    return any(
        child.i > verb.i and child.arc in ("obl", "advcl") and syntax.prepositions(child) in OBLIQUE_CONTENT
        for child in verb.children
    )


def _goes_on(child: Token, last: Token) -> bool:
    """Does a clause that the parse hung on the verb follow the object right away: "the plan adopted by …", "him to go"?"""
    if child.arc not in ("xcomp", "ccomp", "advcl", "acl") or child.left_edge.i != last.right_edge.i + 1:
        return False
    return child.left_edge.tag_ in ("VBN", "VBG") or has_marker(child, "to", "that") or child.pos_ == "ADJ"


def _passive_object(verb: Token) -> tuple[Span, ...]:
    """ "He was criticized by the mayor for his silence": the subject, and what it is for or of."""
    subjects = [child for child in verb.children if child.dep_ in syntax.SUBJECTS and child.i < verb.i]
    behind = [child for child in verb.children if child.i > verb.i and child.arc in ("obl", "advcl")]
    behind += [child for agent in syntax.obliques(verb, "by") for child in syntax.children(agent, "acl")]
    for child in behind if subjects else ():
        if syntax.prepositions(child) in ("for", "of", "over"):
            return phrase(subjects[0]), until_break(verb, child.left_edge, child)
    return (phrase(subjects[0]),) if subjects else ()


def _goes_with_object(adjunct: Token) -> bool:
    return (
        (adjunct.dep_ == "obl" and syntax.prepositions(adjunct) not in CIRCUMSTANCES)
        or (adjunct.dep_ == "advcl" and adjunct.tag_ == "VBG" and not syntax.prepositions(adjunct))
        or syntax.prepositions(adjunct) in OBLIQUE_CONTENT
        or (adjunct.tag_ == "VBG" and syntax.prepositions(adjunct) == "on")  # "congratulated them on winning"
    )


def _passive_predicate(verb: Token) -> tuple[Span, ...]:
    """Read "is called a trap": what the subject of a passive is called."""
    named = [
        child for child in syntax.children(verb, "xcomp", "obj") if child.i > verb.i and not has_marker(child, "to")
    ]
    if not passive(verb) or not named or named[0].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return ()
    return (until_break(verb, named[0].left_edge, named[0]),)


def _called(verb: Token) -> tuple[list[Token], list[Token]]:
    """What is called something, and what it is called, by the labels that the parse gives the two."""
    objects = [child for child in syntax.children(verb, "obj", "nsubj", "iobj") if child.i > verb.i]
    named = [
        child for child in syntax.children(verb, "xcomp", "ccomp") if child.i > verb.i and not has_marker(child, "to")
    ]
    if not named and len(objects) == 2:
        return objects[:1], objects[1:]
    if not objects and len(named) == 2 and named[0].pos_ in ("PROPN", "PRON") and named[0].i == verb.i + 1:
        return named[:1], named[1:]
    return objects, named


def _object_predicate(verb: Token) -> tuple[Span, ...]:
    objects, named = _called(verb)
    if not named and objects:
        unmarked = [child for child in verb.children if child.dep_ == "obl:unmarked" and child.i > objects[-1].i]
        named = [child for child in unmarked if not clauses.is_time(child)][:1]
    if not named and objects:
        behind = [child for child in syntax.children(objects[0], "amod", "xcomp", "acl") if child.i > objects[0].i]
        named = [child for child in behind if child.pos_ == "ADJ" or _is_bare_participle(child)][:1]
    if named and any(child.dep_ == "nsubj" for child in named[0].children):
        return (until_break(verb, named[0].left_edge, named[0]),)
    if named and objects:
        return (until_break(verb, objects[0].left_edge, _last_told(objects, named[0])),)
    fronted = [token for token in verb.doc[max(verb.i - 8, verb.sent.start) : verb.i] if token.lower_ == "what"]
    if fronted and not (named or objects):
        named = [child for child in verb.children if child.i > verb.i and child.pos_ in ("NOUN", "PROPN", "ADJ")][:1]
    if fronted and verb.dep_ == "compound":
        return (until_break(verb, verb.doc[verb.i + 1], verb.head),)
    if fronted and (named or objects):
        target = (named or objects)[0]
        return (until_break(verb, target.left_edge, target),)
    if named and verb.dep_ in syntax.RELATIVES:
        return (until_break(verb, named[0].left_edge, named[0]),)
    return _quoted_predicate(verb)


def _is_bare_participle(word: Token) -> bool:
    """Does a participle stand alone behind its noun, as what that is called ("calls such reports fabricated")?"""
    return (
        word.tag_ == "VBN" and word.i == word.head.i + 1 and not any(syntax.children(word, "obl", "obl:agent", "xcomp"))
    )


def _quoted_predicate(verb: Token) -> tuple[Span, ...]:
    """Read "called the agreement “historic”" by its quotation marks."""
    doc, start = verb.doc, verb.i + 1
    for token in doc[start : min(start + 25, verb.sent.end)]:
        if (is_break(token) and token.i == start) or token.tag_ in ("VBD", "VBZ", "VBP"):
            return ()
        if token.text in OPENING and token.text != "(":
            for end in doc[token.i + 1 : min(token.i + 30, verb.sent.end)]:
                if end.text in CLOSING and end.i > token.i + 1:
                    return (stretches.span_of([doc[start], end]),)
            return ()
    return ()
