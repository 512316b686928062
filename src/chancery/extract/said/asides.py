"""Tags of reported speech that stand aside between commas: "The war is over, he said", "The war, as he put it, is over"."""

from __future__ import annotations

from chancery.extract import syntax
from chancery.extract.said.bare import QUANTITIES
from chancery.extract.said.beside import noun_before
from chancery.extract.said.edges import (
    CLOSING,
    NOMINAL,
    OPENING,
    ends_as_tag,
    has_marker,
    in_capitals,
    is_break,
    mistaken_for_noun,
    passive,
)
from chancery.extract.said.spans import phrase, trim
from chancery.lexicon.speech import SpeechTables
from chancery.model import Span
from chancery.tokens import Token

# So many words at least before a tag at the end of its sentence are what is said, if the parse sees no verb in them or not.
LEAST = 3

# Tags of relative words.
RELATIVE = frozenset({"WDT", "WP", "WRB"})


def is_bare_tag(token: Token, tables: SpeechTables) -> bool:
    """Is this a plural's verb at the end of its sentence, taken for a noun that it never is: "…, the builders insist."?"""
    return token.lower_ not in tables.nouns and _ends_behind_plural(token)


def _ends_behind_plural(token: Token) -> bool:
    before = syntax.before(token) if token.tag_ == "NN" and token.i > 1 else token
    plural = before.tag_ in ("NNS", "NNPS")
    apart = is_break(syntax.before(before)) and token.i + 1 < len(token.doc) and is_break(syntax.following(token))
    return (plural and ends_as_tag(token)) or ((plural or before.lower_ in QUANTITIES) and apart)  # "…, many think, …"


def tagged_clause(verb: Token, told: bool, tables: SpeechTables, *, read: bool = True) -> tuple[Span, ...]:
    """Read "The war is over, he said" and "The war, he said, is over": the sentence around a tag set off by commas."""
    doc, sentence = verb.doc, verb.sent
    first, last = _tag_segment(verb, told)
    clause = syntax.first_conjunct(verb)
    if clause.dep_ == "xcomp":  # "…, citing a reason [the vote is hard to predict]"
        clause = next((above for above in syntax.ancestors(clause) if above.dep_ != "xcomp"), clause)
    if _of_noun(clause, verb, first):
        return ()
    if has_marker(verb, "that"):
        return ()  # "…, adding that Ghana had complained": itself what is said
    start = sentence.start
    if first.dep_ == "cc" and first.i + 1 < verb.i and syntax.following(first).lower_ == "as":
        first = syntax.following(first)  # "…, and as he put it, …"
        start = first.i
    if (first.i == sentence.start and first.lower_ != "as") or not _is_tag(verb, first, last, told):
        return ()
    relative = _relative_start(first)
    start = max([start, relative, *(token.i + 1 for token in doc[start : first.i] if token.text == ";")])
    end = next((token.i for token in doc[last.i + 1 : sentence.end] if token.text == ";"), sentence.end)
    before = [token for token in doc[start : first.i] if not token.is_space]
    after = [token for token in doc[last.i + 1 : end] if not token.is_space]
    if before and before[0].tag_ in ("VBG", "VBN", "VBD") and before[0].head.i == verb.i and before[0].arc == "advcl":
        return ()  # "Conceding that it was late, he warned the crew": a participle of the speaker's, nothing said
    inserted = len(after) > 2 and after[0].text in (",", ":") and after[1].text not in CLOSING
    inserted = inserted and not _is_title(after[1:])
    verbs = sum(token.tag_ in syntax.FINITE for token in [*before, *(after if inserted else ())])
    if inserted and after[1].tag_ in ("WDT", "WP") and not any(token.tag_ in syntax.FINITE for token in before):
        return ()  # "In her post, she reminded him of Hinckley, who shot the president"
    opens = bool(before) and before[0].pos_ in NOMINAL | {"DET"}
    closing = not after and len(before) > LEAST and opens and before[-1].text in CLOSING | {","}
    opening = next((token for token in before if not token.is_punct), verb)
    leading = not relative and (opening.pos_ == "SCONJ" or opening.tag_ == "WRB")
    closing = closing or (not after and _turned(verb, first, before))
    alone = not inserted and _only_when(opening, verb, before)
    if alone or (read and not closing and verbs < (2 if leading else 1)):
        return ()
    goes_on = len(after) > 1 and (_speaks_on(after[1], verb, tables) or _tells_of_tag(after[1], verb, last))
    goes_on = goes_on or (inserted and after[1].lower_ == "according")
    if inserted and not goes_on and not _adjunct_of(verb, after[1], tables):
        return (*trim(before), *trim(after))
    return trim(before)


def _turned(verb: Token, first: Token, before: list[Token]) -> bool:
    """Does a verb right behind a comma stand before its subject, so that what is ahead is what it says: "Not yet, said Lund"?"""
    behind = any(subject.i > verb.i for subject in syntax.own_subjects(verb))
    return first is verb and behind and before[-1:] != [] and before[-1].text == ","


def _of_noun(clause: Token, verb: Token, first: Token) -> bool:
    """Is a clause told of a noun, and no tag: "…, a charge he denied", "Mali freed Roe, whom it described as ill"?"""
    pronouns = any(word.tag_ in ("WP", "WDT") for word in syntax.children(clause, "obj"))
    return clause.dep_ in syntax.RELATIVES and (first.i <= clause.head.i < verb.i or pronouns)


def _only_when(first: Token, verb: Token, before: list[Token]) -> bool:
    """Is all that stands before a tag a clause of when somebody spoke: "[After Oslo called it a farce], Lund wrote to it"?"""
    clause = first.head
    when = first.dep_ == "mark" and clause.arc == "advcl" and clause.head is verb and bool(before)
    return when and clause.right_edge.i >= before[-1].i - 1 and clause.left_edge.i <= before[0].i


def _is_title(words: list[Token]) -> bool:
    """Are these words in marks the name of a work: "…, she wrote in her memoir, “Hard Choices”"?"""
    marked = words[0].text in OPENING and words[0].text != "("
    return marked and in_capitals([word for word in words if word.is_alpha])


def _relative_start(first: Token) -> int:
    """Give where a relative clause begins that a tag stands in, right behind its first word; 0 where it does not ("the pact,
    [in which], he said, Mali had no part")."""
    opening = syntax.before(syntax.before(first) if syntax.before(first).text == "," else first)
    if opening.tag_ not in RELATIVE or opening.i == opening.sent.start or syntax.before(opening).pos_ == "AUX":
        return 0  # "That is [why], he said, …"
    return opening.i - 1 if syntax.before(opening).pos_ == "ADP" else opening.i


def _speaks_on(word: Token, verb: Token, tables: SpeechTables) -> bool:
    """Is a participle behind a tag what the speaker does ("…, he said, citing a friend"), not what came ("…, killing six")?"""
    hung = word.tag_ == "VBG" and word.head.i == verb.i
    return hung and (word.lower_ in tables.verbs or not syntax.children(word, "obj"))


def _tells_of_tag(word: Token, verb: Token, last: Token) -> bool:
    """Does a relative word behind a tag tell of a noun in it: "…, he said as he left for Brest, [where] he was to meet her"?"""
    clause = next((above for above in [word, *syntax.ancestors(word)] if above.dep_ in syntax.RELATIVES), None)
    return word.tag_ in RELATIVE and clause is not None and verb.i < clause.head.i <= last.i


def _adjunct_of(verb: Token, first: Token, tables: SpeechTables) -> bool:
    """Does a tag end behind a comma with where or how it was uttered, or what that was: "…, wrote Holm, the envoy, on Facebook",
    "…, he said, in a blow to Oslo"?"""
    noun, thing = first.head, tables.things.get(first.head.lower_)
    if first.lower_ == "in" and first.dep_ == "case" and thing is not None and thing.frame == "comment":
        return True
    if first.tag_ == "VBG" and first.dep_ == "advcl" and noun.i == verb.i:
        return True  # "…, the ministry said, revising an earlier toll"
    if any(subject.i < verb.i for subject in syntax.own_subjects(verb)):
        return False  # "…, he said, in part because …": that is said
    return (
        first.dep_ == "case"
        and noun.arc == "obl"
        and noun.head.i == verb.i
        and noun.right_edge.i + 2 >= len(verb.sent) + verb.sent.start
    )


def _tag_segment(verb: Token, told: bool) -> tuple[Token, Token]:
    """The stretch between commas, dashes or quotation marks around a verb."""
    doc, first, last = verb.doc, verb, verb
    depth = verb.left_edge.i
    subjects = [token for token in verb.children if token.dep_ in syntax.SUBJECTS]
    sentence = verb.sent
    if subjects and subjects[0].i < verb.i and not _has_subject_beside(verb, subjects[0]):
        first = doc[max(depth, subjects[0].left_edge.i)]
    while first.i > sentence.start and not is_break(before := doc[first.i - 1]) and before.text not in CLOSING:
        first = before
    if first.i == verb.i and not subjects and first.i > sentence.start and syntax.before(first).text in (",", ")"):
        heads, source = noun_before(verb, verb.i)  # "…, Holm, who runs the harbor, said"
        words = doc.char_span(*source, alignment_mode="expand") if heads and source is not None else None
        if words and words[0].i and (is_break(before := doc[words[0].i - 1]) or before.text in CLOSING):
            first = words[0]
    inverted = inverted_subject(verb, told)
    behind = [*subjects, *([inverted] if inverted is not None else [])]
    if behind and behind[-1].i > verb.i:
        last = behind[-1].right_edge
        last = syntax.before(last) if is_break(last) else last
    ends = OPENING | {":"} if behind and behind[-1].i > verb.i else OPENING
    while last.i + 1 < sentence.end and not is_break(after := doc[last.i + 1]) and after.text not in ends:
        last = after
    return first, last


def _has_subject_beside(verb: Token, subject: Token) -> bool:
    """Does a noun stand between the verb and the comma before it: "The hashtag, Mr. Abadi said, …"?"""
    between = list(verb.doc[subject.i + 1 : verb.i])
    at = max((i for i, token in enumerate(between) if is_break(token)), default=len(between))
    return any(token.pos_ in ("NOUN", "PROPN", "PRON") or token.dep_ in syntax.SUBJECTS for token in between[at:])


def _is_tag(verb: Token, first: Token, last: Token, told: bool) -> bool:
    """Is the stretch no more than a subject and the verb, in either order, and adjuncts after them?"""
    doc = verb.doc
    if (first.dep_ in ("cc", "mark") and first.lower_ != "as") or first.lower_ in ("which", "who", "that", "whose"):
        return False
    if verb.tag_ == "VBN" and first.pos_ == "ADP" and first.lower_ != "as":
        return False  # "…, in a statement posted online, …"
    own = [subject for subject in syntax.own_subjects(verb) if subject.i >= first.i]
    if not told and passive(verb) and any(subject.lower_ != "it" for subject in own):
        return False  # "…, as he was discovered": of him, and by nobody who says so
    governed = (
        ("xcomp", "ccomp") if any(child.arc == "iobj" for child in verb.children) or told else ("obj", "xcomp", "ccomp")
    )
    inverted, speaker = inverted_subject(verb, told), speaker_clause(verb)
    if any(
        child.arc in governed
        and verb.i < child.left_edge.i <= last.i
        and (child.lower_ != "it" or first.lower_ != "as")  # "as he put it"
        and child not in (inverted, speaker)
        for child in verb.children
    ):
        return False
    others = [
        token for token in doc[first.i : last.i + 1] if token.tag_ in ("VBD", "VBZ", "VBP", "MD") and token.i != verb.i
    ]
    helping = {token.i for token in syntax.children(verb, "aux")}
    others = [token for token in others if token.i not in helping and token is not speaker and not any(
        _beside(above, verb) and above.i >= first.i for above in [token, *syntax.ancestors(token)])]  # fmt: skip
    left = [token for token in doc[first.i : verb.i] if token.pos_ in NOMINAL or token.i == first.i == verb.i - 1]
    right = [token for token in doc[verb.i + 1 : last.i + 1] if token.pos_ in ("NOUN", "PROPN", "PRON")]
    return (
        not others
        and bool(left or right)
        and (verb.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VB") or mistaken_for_noun(verb) or _ends_behind_plural(verb))
    )


def inverted_subject(verb: Token, told: bool = False) -> Token | None:
    """Who speaks right behind a verb that a comma parts from what is said, taken for its object: "…, say some sailors".

    A role ("…, reported the local paper") where the parse hung the clause on the verb or beside it, but is not ``told`` it.
    """
    before = verb.doc[max(verb.i - 2, 0) : verb.i]
    comma = "," in [token.text for token in before if token.text not in CLOSING][-1:]
    finite = verb.tag_ in syntax.FINITE or (verb.tag_ == "VB" and not syntax.children(verb, "aux", "mark"))
    parted = comma and finite and not syntax.own_subjects(verb)
    things = [child for child in syntax.children(verb, "obj") if child.left_edge.i == verb.i + 1] if parted else []
    given = [child for child in syntax.children(verb, "iobj") if child.left_edge.i == verb.i + 1]
    clause = speaker_clause(verb) if parted and not told else None
    if clause is not None:
        return (syntax.own_subjects(clause) or given)[0]
    if parted and not told and given:
        return _given(verb, given[0])
    if not things:
        return None
    named = things[0].tag_ in ("NNP", "NNPS", "NNS") or bool(syntax.children(things[0], "flat"))
    named = named or any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in things[0].rights)
    return things[0] if named or (not told and _is_role_behind(verb, things[0])) else None


def inverted_place(verb: Token, noun: Token) -> Span:
    """The place of who speaks right behind a verb, with what was read as no part of it: "wrote [the poet] Erik Vik"."""
    start, end = phrase(noun)
    titles = [child for child in syntax.children(verb, "iobj") if child.right_edge.i + 1 == noun.left_edge.i]
    told = speaker_clause(verb)
    if told is not None:
        last = told.right_edge if not told.right_edge.is_punct else syntax.before(told.right_edge)
        end = max(end, last.idx + len(last))
    return (phrase(titles[0])[0] if titles else start), end


def speaker_clause(verb: Token) -> Token | None:
    """What tells of who speaks, read as a clause that is said: "Qatar would pay, said three officials [briefed on it]"."""
    clauses = syntax.children(verb, "ccomp")
    ahead = clauses and clauses[0].i < verb.i and syntax.before(verb).text == "," and verb.tag_ in syntax.FINITE
    if not ahead or syntax.own_subjects(verb):
        return None
    people = [child.right_edge.i + 1 for child in syntax.children(verb, "iobj") if child.left_edge.i == verb.i + 1]
    for clause in clauses[1:]:
        own = syntax.own_subjects(clause)
        briefed = bool(own) and own[0].tag_ == "NNS" and own[0].i + 1 == clause.i and clause.tag_ in ("VBN", "VBD")
        briefed = briefed and clause.left_edge.i == verb.i + 1 and not syntax.children(clause, "obj", "ccomp", "xcomp")
        if briefed or (not own and people and clause.left_edge.i == people[0]):
            return clause
    return None


def _given(verb: Token, noun: Token) -> Token | None:
    """Who speaks, read as given something: "…, said [the police], but …", "…, wrote the poet [Erik Vik], on his page"."""
    things = syntax.children(verb, "obj")
    if not things:
        return noun
    return things[0] if things[0].pos_ == "PROPN" and things[0].left_edge.i == noun.right_edge.i + 1 else None


def _is_role_behind(verb: Token, noun: Token) -> bool:
    """Does a noun with an article end the sentence behind a verb which governs, or stands beside, the clause before it?"""
    ahead = verb.dep_ == "parataxis" or any(child.i < verb.i for child in syntax.children(verb, "ccomp"))
    edge = noun.left_edge.tag_ in ("DT", "PRP$") or noun.left_edge.dep_ == "nmod:poss"
    return ahead and edge and noun.tag_ == "NN" and _ends_sentence(noun)


def _ends_sentence(noun: Token) -> bool:
    """Does no word follow all that hangs on a noun?"""
    rest = noun.doc[noun.right_edge.i + 1 : noun.sent.end]
    return all(token.is_punct or token.is_space for token in rest)


def _beside(clause: Token, verb: Token) -> bool:
    """Is this a relative clause, or one that tells when the tag was spoken: "he told his aides as he left"?"""
    return clause.dep_ in syntax.RELATIVES or (clause.arc == "advcl" and clause.head.i == verb.i and clause.i > verb.i)
