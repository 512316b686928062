"""Where what is said begins and ends: the edges of contents and noun phrases, and repairs of a middling parse."""

from __future__ import annotations

from chancery.extract import clauses, stretches, syntax
from chancery.extract.clauses import told_too
from chancery.extract.said.bare import is_bare_verb
from chancery.model import Span
from chancery.tokens import Doc, Token

OPENING = frozenset({"“", "‘", "«", "„", "``", "''", "'", '"', "(", "`"})
CLOSING = frozenset({"”", "’", "»", "''", "'", '"', ")"})
# Marks that a place keeps at its end.
KEPT = CLOSING | {"%"}
CONTRAST = frozenset({"while", "whereas", "though", "although"})
# Words that mark a clause which tells when something was said, whatever the parse takes it for.
TIMED = ("before", "after", "while", "since")
# Behind a comma these lead in to what the outlet tells beside the report.
BACKGROUND = frozenset({"according", "following", "amid", "despite", "compared"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
OF_NAMES = frozenset({"NOUN", "PROPN", "DET", "ADJ", "PART", "NUM", "ADP"})
DETACHED_BY = frozenset({"VBG", "VBN"})
PRESENT = frozenset({"VBZ", "VBP"})
RELATIVE_TAGS = frozenset({"WDT", "WP"})
QUESTIONS = RELATIVE_TAGS | {"WRB"}
# By what one is told something from afar, and which says nothing itself.
MEANS = frozenset({"phone", "telephone", "email", "e-mail", "mail", "letter", "radio", "text"})


def mistaken_for_noun(token: Token) -> bool:
    """Is this the verb of its sentence, taken for its noun: "The opposition fears that …", "The exile swore that …"?"""
    if (token.tag_ == "NNS" and ends_as_tag(token)) or is_bare_verb(token):
        return True
    root = token.dep_ == "ROOT" and token.tag_ in ("NN", "NNS") and not token.is_sent_start
    return (root and syntax.before(token).pos_ in ("NOUN", "PROPN")) or unread_subject(token) is not None


def ends_as_tag(token: Token) -> bool:
    """Does the word end its sentence behind a comma and a name or role: "…, Denmark's health agency insists."?"""
    sentence = token.sent
    if not all(word.is_punct or word.is_space for word in token.doc[token.i + 1 : sentence[-1].i + 1]):
        return False
    before = token.i - 1
    while before > sentence[0].i and (token.doc[before].pos_ in OF_NAMES or token.doc[before].dep_ == "amod"):
        before -= 1
    return token.doc[before].text == "," and before < token.i - 1 and token.doc[before + 1].pos_ != "ADP"


def unread_subject(verb: Token) -> Token | None:
    """Give the subject of a past tense taken for a participle, in a sentence that else had no verb.

    "The airline apologized for the delay.", "Mrs. Novak, the nominee, proposed closing the mine."
    """
    if verb.dep_ not in ("acl", "amod") or verb.tag_ != "VBN" or syntax.obliques(verb, "by"):
        return None
    noun = verb.head
    while noun.dep_ in ("appos", "conj", "flat") and noun.head.i < noun.i:
        noun = noun.head
    bare = noun.dep_ == "ROOT" and noun.pos_ in ("NOUN", "PROPN") and noun.i < verb.i
    if not bare or any(child.dep_ in syntax.SUBJECTS or child.dep_ == "cop" for child in noun.children):
        return None
    ends = [token.text for token in verb.sent[-2:] if token.text not in CLOSING]
    return noun if ends[-1:] == ["."] else None


def passive(verb: Token) -> bool:
    """Is this verb in the passive, and not a past tense that the tagger took for a participle?"""
    return syntax.is_passive(verb) and unread_subject(verb) is None and not _by_means(verb)


def _by_means(verb: Token) -> bool:
    """Is a verb without an auxiliary only said to be done by some means: "officials warned by phone that …"?"""
    bare = not syntax.children(verb, "aux:pass") and (bool(syntax.own_subjects(verb)) or verb.tag_ == "VBD")
    return bare and any(noun.lower_ in MEANS and noun.left_edge.lower_ == "by" for noun in syntax.obliques(verb, "by"))


def is_break(token: Token) -> bool:
    """Is this a comma, a semicolon or a dash between words (no hyphen)?"""
    if token.text in ("-", "–"):
        return token.i > 0 and bool(syntax.before(token).whitespace_)
    return token.text in (",", ";", "—", "―", "--")


def is_hyphen(mark: Token) -> bool:
    """Does a hyphen join the words on both its sides ("runner-up", "party-goers")?"""
    return mark.text == "-" and mark.i > 0 and not (mark.whitespace_ or syntax.before(mark).whitespace_)


def ends_clause(words: list[Token]) -> bool:
    """Do words with a verb end with a comma?"""
    return bool(words) and words[-1].text == "," and any(word.tag_ in syntax.FINITE for word in words)


def is_set_off(child: Token) -> bool:
    """Does a dependent stand behind a comma or a dash, which the parse may count among its own words?"""
    edge = child.left_edge
    return is_break(edge) or (edge.i > 0 and is_break(syntax.before(edge)))


def has_marker(clause: Token, *words: str) -> bool:
    """Is a clause marked by one of these words ("that", "whether", "to")?"""
    return any(child.dep_ == "mark" and child.lower_ in words for child in clause.children)


def until_break(verb: Token, start: Token, clause: Token) -> Span:
    """The place of an infinitive or object: its subtree, without clauses set off behind a comma or a dash."""
    last = _before_joined(clause)
    for token in verb.doc[start.i : last.i + 1]:
        if token.i > clause.i and (_when_asked(token) or _background(token, clause)):
            last = verb.doc[token.i - 1]
            break
        if token.i > clause.i and (is_break(token) or token.text == ":"):
            following = verb.doc[min(token.i + 1, clause.right_edge.i)]
            if following.dep_ == "case":
                continue
            if (
                following.dep_ in ("advcl", "parataxis", "mark")
                or following.tag_ in DETACHED_BY | RELATIVE_TAGS
                or _begins_clause(following)
                or _begins_told(following)
                or _ends_in_apposition(following, last)
            ):
                last = verb.doc[token.i - 1]
                break
    while last.i > start.i and ((last.is_punct and last.text not in KEPT) or last.tag_ == "WRB"):
        last = verb.doc[last.i - 1]
    return stretches.span_of([start, last])


def _before_joined(clause: Token) -> Token:
    """The last word of an infinitive or gerund before "and" with a finite verb: "proposed closing it | and left"."""
    joined = [child for child in syntax.children(clause, "conj") if child.tag_ in ("VBD", "VBZ")]
    links = [one for one in syntax.children(joined[0], "cc") if one.i > clause.i] if joined else []
    bare = bool(links) and clause.tag_ in ("VB", "VBG") and not syntax.own_subjects(joined[0])
    return syntax.before(links[0]) if bare else clause.right_edge


def _begins_told(that: Token) -> bool:
    """Does "that" behind a comma mark a clause which the parse hung on the noun before: "citing aides, that it was over"?"""
    return that.lower_ == "that" and that.tag_ == "IN" and that.head.arc == "acl" and that.head.i > that.i


def _when_asked(token: Token) -> bool:
    """Does a word open a participle that tells when the cue was spoken: "declined to comment when asked"?"""
    clause = token.head
    return token.lower_ == "when" and clause.tag_ == "VBN" and clause.i > token.i and not syntax.own_subjects(clause)


def _begins_clause(first: Token) -> bool:
    """Is this the first word of a subject before its verb?"""
    words = [first, *syntax.ancestors(first)]
    return any(word.dep_ in syntax.SUBJECTS and word.left_edge.i == first.i and word.head.i > word.i for word in words)


def _ends_in_apposition(first: Token, last: Token) -> bool:
    """Does an apposition that begins with an article run up to the end: "Lund, the mayor who …"?"""
    top = next((word for word in [first, *syntax.ancestors(first)] if word.dep_ == "appos" or _is_remark(word)), None)
    listed = top is not None and any(child.dep_ == "conj" for child in top.children)
    return (
        first.tag_ == "DT"
        and top is not None
        and not listed
        and first.i - 1 <= top.left_edge.i <= first.i
        and top.right_edge.i >= last.i - 1
    )


def _is_remark(noun: Token) -> bool:
    """Is this a noun that stands beside a whole clause: "the port is open, a claim that Oslo denied"?"""
    return noun.dep_ == "parataxis" and noun.pos_ == "NOUN" and not syntax.children(noun, "cop", "nsubj")


def clause_span(verb: Token, start: Token, end: Token, *, shown: bool = False) -> Span:
    """Run from the start over the clause and what trails it, up to what belongs to the cue's own clause again.

    What a poll has ``shown`` goes on where it sets another finding against the first ("…, while 30 percent back his rival").
    """
    doc, last, stop = verb.doc, end, verb.sent.end
    leads_in = _leads_in(verb)
    if leads_in:  # the parse may have taken a word of the main clause for the head of the content
        last = end = next((word for word in doc[start.i : end.i] if word.tag_ in syntax.FINITE), end)
    position = last.i + 1
    while position < stop:
        token = doc[position]
        inside = position <= end.right_edge.i
        ended = (_resumes(token, verb) or _background(token, end)) if inside else _detached(token, verb, doc, start)
        ended = ended or _behind_quoted(token, start) or (leads_in and _main_begins(token, verb))
        if token.is_space or ended or token.text == ";" or _closes_sentence(doc, position, stop):
            break
        last = token
        position += 1
    last = _before_comment(end, last, shown)
    while last.i > start.i and last.is_punct and last.text not in KEPT:
        last = doc[last.i - 1]
    return stretches.span_of([start, last])


def _before_comment(head: Token, last: Token, shown: bool) -> Token:
    """Leave out what comments on a whole clause at its end, behind a comma: "which", "while", an apposition."""
    doc = last.doc
    for token in doc[head.i + 1 : last.i]:
        if not is_break(token):
            continue
        following = syntax.following(token)
        if _ends_in_apposition(following, last) or _as_elsewhere(following):
            return token
        clause = following.head
        contrast = following.lower_ in CONTRAST and not shown
        relative = following.tag_ in RELATIVE_TAGS
        if not (relative or contrast) or told_too(clause) or (relative and _to_come(clause)):
            continue
        runs_out = clause.right_edge.i >= last.i - 1 and clause.i > token.i
        if runs_out and clause.arc in ("advcl", "acl", "obl"):
            return token
    return last


def _to_come(clause: Token) -> bool:
    """Does a clause tell what would or may be, as who speaks sees it: "asked for the law, which would shut the mines"?"""
    return any(word.tag_ == "MD" for word in syntax.auxiliaries(clause))


def _behind_quoted(joining: Token, start: Token) -> bool:
    """Does "and" with a verb stand behind a content that was all in marks: "said “it was late” and thanked them"?"""
    if joining.tag_ != "CC" or start.text not in OPENING or syntax.before(joining).text not in CLOSING:
        return False
    return syntax.following(joining).tag_ in ("VBD", "VBZ")


def _as_elsewhere(first: Token) -> bool:
    """Does a remark with "as" and a bare verb begin here: "…, as was the case in May", "…, as has the mayor"?"""
    return first.lower_ == "as" and syntax.following(first).tag_ in ("VBZ", "VBD", "VBP")


def _closes_sentence(doc: Doc, position: int, stop: int) -> bool:
    return all(token.is_punct or token.is_space for token in doc[position:stop]) and not any(
        token.text in ("”", '"', "''", ")", "’", "'", "%") and not _opens_next(token) for token in doc[position:stop]
    )


def _opens_next(mark: Token) -> bool:
    """Does a mark open the words after it, though the parse counts it to the sentence before?"""
    return mark.i > 0 and bool(syntax.before(mark).whitespace_) and not mark.whitespace_


def _detached(token: Token, verb: Token, doc: Doc, start: Token) -> bool:
    """Does what follows a content clause belong to the clause of the cue again?

    Only a comma, a dash or a conjunction can end a content clause, or an adjunct of the cue such as a date; where the
    parse breaks off elsewhere it is the parse that is wrong.
    """
    if _resumes(token, verb):
        return True
    if is_break(token):
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if following is not None and following.dep_ == "cc" and following.i + 1 < len(doc):
            following = following if syntax.following(following).lower_ != "that" else None
        marked = start.lower_ in ("that", "whether") and doc[start.i + 1].lower_ != "to"
        led_in = marked and not any(word.tag_ in syntax.FINITE for word in doc[start.i : token.i])
        return (
            not led_in and following is not None and following.lower_ != "that" and _own_clause_begins(following, verb)
        )
    if token.dep_ == "cc":
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        goes_on = following is not None and (following.lower_ == "that" or following.tag_ == "MD")
        return not goes_on and _own_clause_begins(token, verb)
    top = _top_below(token, verb)
    if top is None:
        main = token.tag_ in syntax.FINITE and not _inside(token, verb) and _has_verb_since(start, token)
        return main and not _subject_since(start, token)
    return top.arc in ("obl", "advmod") and top.left_edge.i == token.i and clauses.is_time(top)


def _leads_in(verb: Token) -> bool:
    """Does a participle open its sentence: "Told that …", "Asked whether …", "Saying that …"?"""
    participle = verb.tag_ in DETACHED_BY or (verb.tag_ == "VBD" and not syntax.own_subjects(verb))
    return participle and verb.i - verb.sent.start < 2


def _main_begins(comma: Token, verb: Token) -> bool:
    """Does a subject begin here that the parse hung on the clause before: "Asked if it was late[,] Lund, who chairs it, said"?"""
    main, first = verb.head, syntax.following(comma) if comma.text == "," else comma
    ahead = verb.dep_ == "advcl" and main.i > first.i and main.tag_ in syntax.FINITE and not syntax.own_subjects(main)
    if first is comma or not ahead or first.pos_ not in ("PROPN", "PRON", "DET"):
        return False
    verbs = [word for word in comma.doc[first.i : main.i] if word.tag_ in syntax.FINITE]
    return all(word.dep_ in syntax.RELATIVES or word.head.dep_ in syntax.RELATIVES for word in verbs)


def _background(token: Token, clause: Token) -> bool:
    """Does a circumstance that the outlet adds to a report begin here: ", despite a ban", ", without giving details"?"""
    after = syntax.following(token) if is_break(token) and token.i > clause.i and token.i + 1 < len(token.doc) else None
    if after is None or after.lower_ not in BACKGROUND:
        return after is not None and after.lower_ == "without" and after.head.tag_ == "VBG"
    return after.tag_ == "VBN" or (after.dep_ == "case" and after.head.arc in ("obl", "nmod"))


def _resumes(token: Token, verb: Token) -> bool:
    """Does "and said …" or "but did not say …" begin here: a conjunction and a verb in the cue's tense, no subject?"""
    if token.pos_ == "ADV" and (token.i < 1 or not is_break(syntax.before(token))):
        return False  # "… in April [alone], and praised"
    rest = token.doc[token.i : token.i + 6]
    words = [word for word in rest if word.text != "," and word.pos_ != "ADV" and word.lower_ not in ("not", "n't")]
    if not words or words[0].tag_ != "CC":
        return False
    if words[0].lower_ == "but" and len(words) > 2 and _withholds(words[1], words[2]):
        return True
    if verb.tag_ == "VBN" and len(words) > 2:  # "has said that …, and has asked …"
        helper = syntax.children(verb, "aux")[:1]
        alike = helper and words[1].lower_ == helper[0].lower_ and words[2].tag_ == "VBN"
        return bool(alike) and words[1].tag_ in PRESENT and not _is_coordinate(words[2], verb)
    if verb.tag_ not in ("VBD", "VBZ"):
        return False
    helped = len(words) > 2 and words[1].lower_ in ("did", "does") and words[2].tag_ == "VB"
    return (helped and not _denied_too(words[1], words[2], verb)) or (
        len(words) > 1 and words[1].tag_ == verb.tag_ and words[1].pos_ == "VERB" and not _is_coordinate(words[1], verb)
    )


def _withholds(helper: Token, verb: Token) -> bool:
    """Does a question follow here that somebody leaves open: "but would not say [when]"?"""
    if helper.tag_ != "MD" or verb.tag_ != "VB" or syntax.negation(verb) is None or verb.i + 1 == len(verb.doc):
        return False
    asked = syntax.following(verb)
    return asked.tag_ in QUESTIONS or asked.lower_ in ("whether", "if", "which", "so")


def _denied_too(helper: Token, token: Token, verb: Token) -> bool:
    """Does a content deny a second thing of its subject: "said they were not armed and did not shoot"?"""
    clause = token.head
    coordinate = token.dep_ == "conj" and clause.i > verb.i and _tense(clause) == helper.tag_
    return coordinate and syntax.negation(clause) is not None


def _is_coordinate(token: Token, verb: Token) -> bool:
    """Is a verb coordinated with one inside the content, in whose clause the same tense stands?"""
    return token.dep_ == "conj" and token.head.i > verb.i and _tense(token.head) in (_tense(token), "")


def _tense(predicate: Token) -> str:
    """The tag of what carries the tense of a predicate: its first auxiliary or copula, or the verb itself."""
    helping = [child for child in syntax.children(predicate, "aux", "cop") if child.i < predicate.i]
    return helping[0].tag_ if helping else predicate.tag_ if predicate.pos_ in ("VERB", "AUX") else ""


def _subject_since(start: Token, token: Token) -> bool:
    """Does the subject of a finite verb stand right before it inside the content: "the crews he sent were tired"?"""
    predicate = token.head if token.arc in ("aux", "cop") else token
    firsts = [one.left_edge for one in syntax.own_subjects(predicate) if start.i <= one.left_edge.i <= one.i < token.i]
    return any(first is start or not syntax.before(first).is_punct for first in firsts)


def _has_verb_since(start: Token, token: Token) -> bool:
    """Has the clause that began last, at the start or with "and that", a finite verb before this token?"""
    for word in reversed(token.doc[start.i : token.i]):
        if word.tag_ in syntax.FINITE:
            return True
        if word.lower_ == "that" and word.i and syntax.before(word).dep_ == "cc":
            return False
    return False


def _own_clause_begins(token: Token, verb: Token) -> bool:
    """Does a new piece of the cue's clause begin here: a coordinated verb, a participle, an adverbial clause?"""
    top = _top_below(token, verb)
    if top is None:
        return not _inside(token, verb)
    if top.dep_ == "conj" and _told_on(top, verb):
        return False
    if top.dep_ in ("conj", "parataxis"):
        return True
    return top.arc in ("advcl", "obl", "nsubj", "aux", "cop", "cc", "advmod", "nmod")


def _told_on(clause: Token, verb: Token) -> bool:
    """Does a clause that the parse hung on a past cue go on with what was said: "said they need her and others would follow"?"""
    tense = _tense(clause) if verb.tag_ == "VBD" and syntax.own_subjects(clause) else ""
    said = next((_tense(child) for child in syntax.children(verb, "ccomp") if child.i > verb.i), "")
    return tense == "MD" or (tense in PRESENT and said in PRESENT)


def in_capitals(words: list[Token]) -> bool:
    """Do words stand in capitals, but for short ones, as the name of a work does: "Hard Choices", "Days of the Sea"?"""
    capitals = [word.text[0].isupper() for word in words]
    whole = all(big or len(word) < 5 for big, word in zip(capitals, words, strict=True))
    return whole and sum(capitals) > 1 and capitals[-1]


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
