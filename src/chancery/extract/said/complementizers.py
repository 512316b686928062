"""Where what a cue verb governs opens: its "that", "whether" or question word, or a subject that the parse cut off."""

from __future__ import annotations

from chancery.extract import syntax
from chancery.extract.said.edges import OPENING, is_break
from chancery.lexicon.speech import SpeechTables, VerbRow
from chancery.tokens import Token

# Labels of a "that" or "whether" that may begin a content; the last where the parse takes it for a time's ("at the time that").
MARKING = frozenset({"mark", "advmod", "obj", "nsubj", "dep", "obl:unmarked"})

# Prepositions of what something is said of, for or against, not of where, when and how.
TOLD_OF = frozenset({"about", "of", "against", "for", "over", "as", "like", "than"})


def behind_participle(verb: Token) -> Token | None:
    """The "that" behind where it was said, and how that was spread: "said in a statement carried by the radio that …"."""
    words = [token for token in verb.doc[verb.i + 1 : verb.sent.end] if not token.is_punct]
    spread = False
    led = bool(words) and words[0].pos_ == "ADP" and words[0].dep_ == "case" and verb.dep_ not in ("acl", "amod")
    for token in words if led else ():
        if token.lower_ == "that" and token.dep_ in MARKING:
            return token if spread and syntax.own_subjects(token.head) else None
        if token.tag_ == "CC" or (token.pos_ in ("VERB", "AUX") and not _told_of_noun(token)):
            return None
        spread = spread or token.pos_ == "VERB"
    return None


def behind_aside(verb: Token, row: VerbRow) -> Token | None:
    """The "that" behind an aside between commas: "said on Monday, citing aides, that …", "told us, after a silence, that …"."""
    commas, governed = 0, ("ccomp", "xcomp") if row.addressee == "object" else ("obj", "ccomp", "xcomp")
    relative = False
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.lower_ == "that" and commas == 2 and is_break(syntax.before(token)):
            return token if token.head.i > token.i and syntax.own_subjects(token.head) and token.tag_ == "IN" else None
        commas += is_break(token) and token.text != ";"
        opens = commas == 0 and (token.dep_ in governed or token.tag_ == "CC")
        relative = relative or (commas == 1 and token.tag_ in ("WP", "WP$"))  # "told us, some of whom left, that …"
        if commas > 2 or opens or (token.tag_ in syntax.FINITE and not (relative and commas == 1)):
            return None
    return None


def _told_of_noun(verb: Token) -> bool:
    """Is this a participle of the past, or what may be one by its form and has no subject: "posted on its site"?"""
    helped = syntax.children(verb, "aux", "aux:pass") or syntax.own_subjects(verb)
    return verb.tag_ in ("VBN", "VBD") and not helped


def next_complementizer(verb: Token) -> Token | None:
    """The "that", "whether" or question word soon after a verb, with no other verb and no break between."""
    doc, end = verb.doc, verb.sent.end
    following = doc[verb.i + 1] if verb.i + 1 < end else None
    if following is not None and following.tag_ in ("WRB", "WP", "WDT") and following.lower_ != "that":
        return following
    for token in doc[verb.i + 1 : min(verb.i + 12, end)]:
        if token.lower_ in ("that", "whether") and token.dep_ in MARKING:
            following = doc[token.i + 1] if token.i + 1 < end else None
            bare = following is None or (following.is_punct and following.text not in OPENING)
            return None if bare and token.lower_ == "that" else token
        if token.tag_ in ("WRB", "WP") and token.i > verb.i:
            return token
        beside = token.text == "," and _in_place(token)
        if (
            token.pos_ in ("VERB", "AUX")
            or (token.is_punct and token.tag_ not in ("POS", "HYPH") and not beside)
            or token.dep_ == "cc"
        ):
            return None
    return None


def behind_circumstances(verb: Token, row: VerbRow, tables: SpeechTables) -> Token | None:
    """The "that" behind who was told, or behind where, when and how it was said, on which the parse hung its clause.

    "told a crowd in Bergen on Monday that …", "acknowledged in a speech to the chamber that …", "said before leaving that …".
    """
    spoken_to = row.addressee == "object" or row.sense == "promised"
    told = [child for child in syntax.children(verb, "obj", "iobj") if child.i > verb.i]
    if told and not spoken_to:
        return None  # "published a list in Bergen of towns that …"
    for that in verb.doc[verb.i + 1 : verb.sent.end]:
        if that.text == ";" or (that.dep_ == "cc" and that.head.head is verb):
            return None
        if that.lower_ != "that" or that.dep_ != "mark" or not syntax.own_subjects(that.head):
            continue
        return that if _hangs_on_circumstance(that, verb, told, tables) else None
    return None


def behind_listener(verb: Token, subjects: list[Token]) -> Token | None:
    """The subject behind those who are told, taken for one name with it: "told his troops [victory] was near".

    A plural may not describe a noun in the singular.
    """
    subject = subjects[0] if subjects and subjects[0].tag_ == "NN" else None
    if subject is None or subject.left_edge.i != verb.i + 1:
        return None
    plurals = [child for child in syntax.children(subject, "compound") if child.tag_ == "NNS" and child.i < subject.i]
    return syntax.following(plurals[0]) if plurals else None


def bare_behind_means(verb: Token) -> Token | None:
    """The clause without "that" behind by what it was said, read as telling of that: "said in an interview no deal was near"."""
    end = verb.sent.end
    if (
        verb.dep_ != "ROOT"
        or not syntax.own_subjects(verb)
        or any(one.i < verb.i for one in syntax.children(verb, "ccomp"))
    ):
        return None
    for means in (child for child in verb.rights if child.arc == "obl" and child.left_edge.lower_ in ("in", "at")):
        if syntax.following(means.left_edge).lower_ not in ("a", "an"):
            continue
        for clause in means.subtree:
            own = syntax.own_subjects(clause) if clause.dep_ == "acl:relcl" else []
            bare = bool(own) and own[0].left_edge is clause.left_edge and own[0].tag_ not in ("WP", "WDT")
            if bare and clause.right_edge.i >= end - 2:
                return clause
    return None


def _hangs_on_circumstance(that: Token, verb: Token, told: list[Token], tables: SpeechTables) -> bool:
    """Did the parse hang a clause on who is told, or on a noun of where, when or how, that it cannot be the content of?"""
    noun, before = that.head.head, syntax.before(that)
    top = next((one for one in (noun, *syntax.ancestors(noun)) if one.head is verb), None)
    if top is None or that.head.dep_ not in ("acl", "acl:relcl") or noun.pos_ not in ("NOUN", "PROPN", "NUM"):
        return False
    if before.i == noun.i and _holds_clause(noun, tables):
        return False  # "on the grounds that", "in the hope that"
    if top in told:
        return noun.pos_ == "PROPN" or not told[0].i == noun.i == before.i
    return _tells_when(top) or (top.arc in ("obl", "advmod") and syntax.prepositions(top) not in TOLD_OF)


def _holds_clause(noun: Token, tables: SpeechTables) -> bool:
    """May a clause tell what a noun is: "reports that", "on the grounds that"?"""
    thing = tables.things.get(noun.lower_)
    told = thing is not None and thing.frame == "clause"
    return told or any("clause" in row.frames for row in tables.nouns.get(noun.lower_, ()))


def _tells_when(clause: Token) -> bool:
    """Is this a clause that tells when something was said: "told the paper before he left"?"""
    return clause.arc in ("advcl", "ccomp") and syntax.prepositions(clause) in (
        "before",
        "after",
        "when",
        "while",
        "as",
    )


def _in_place(comma: Token) -> bool:
    """Does a comma part a place from the one it lies in, or end that one: "told crowds in Bergen, Norway, that …"?"""
    around = comma.doc[max(comma.i - 3, 0) : comma.i + 3]
    texts = [token.text for token in around if token.i != comma.i]
    names = [token for token in around if token.pos_ == "PROPN" and abs(token.i - comma.i) == 1]
    return len(names) == 2 or (
        len(names) == 1 and "," in texts and names[0].i < comma.i and syntax.following(comma).lower_ == "that"
    )


def tells_time(question: Token) -> bool:
    """Does "when" tell the time of the verb before it, and no question: "she conceded when the polls closed"?"""
    return question.lower_ == "when" and question.head.arc == "advcl"


def predicate_behind(verb: Token) -> Token | None:
    """The finite verb that tells of the noun phrase right behind a cue, which the parse took for a mere object of it.

    "say [her decision to close the mines and to sell the ships] has split the cabinet": clauses inside it are passed over.
    """
    first = syntax.following(verb)
    if first.pos_ not in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON") or first.tag_ in ("WP", "WDT"):
        return None
    inside = 0
    for token in verb.doc[first.i + 1 : verb.sent.end]:
        if token.text in (";", ":") or token.is_space:
            return None
        if token.tag_ in ("WP", "WDT", "WP$", "WRB") or (token.dep_ == "mark" and token.lower_ != "to"):
            inside += 1
        elif token.tag_ in syntax.FINITE:
            predicate = token.head if token.arc in ("aux", "cop") else token
            relative = predicate.dep_ in syntax.RELATIVES
            if not inside and not relative:
                below = verb.tag_ != "VBG" and verb.dep_ not in (*syntax.RELATIVES, "advcl", "acl")
                below = below or any(above is verb for above in syntax.ancestors(predicate))
                return token if below and _tells_of(first, token, predicate) else None
            inside = max(inside - 1, 0)
    return None


def _tells_of(first: Token, token: Token, predicate: Token) -> bool:
    """Is a finite verb told of the phrase that begins with a word, and not of a subject behind a conjunction or comma?"""
    before = syntax.before(token)
    while before.pos_ == "ADV":
        before = syntax.before(before)
    own = [one for one in syntax.own_subjects(predicate) if first.i <= one.i < token.i]
    edge = own[-1].left_edge if own else first
    parted = edge.i > first.i and (syntax.before(edge).is_punct or syntax.before(edge.nbor(-1)).is_punct)
    joined = edge.i > first.i and own[-1].tag_ == "PRP"
    commas = sum(word.text == "," for word in token.doc[first.i : token.i])
    return before.pos_ not in ("CCONJ", "SCONJ") and not parted and not joined and commas in (0, 2)


def cut_off_subject(verb: Token, row: VerbRow, clause: Token) -> Token | None:
    """The first word of a clause whose subject the parse hung on the verb: "said the ship, which left late, was gone"."""
    own = syntax.own_subjects(clause)
    aside = own and is_break(syntax.before(own[0].left_edge)) and is_break(syntax.following(own[-1].right_edge))
    aside = aside or (own and is_break(own[-1].right_edge))  # "said the crew – most of them boys – was gone"
    aside = aside or (own and row.sense == "said" and syntax.before(clause.left_edge).pos_ not in ("CCONJ", "PUNCT"))
    if row.addressee == "object" or (own and not aside) or _without_tense(clause):
        return None
    nouns = [child for child in verb.rights if child.arc in ("obj", "iobj", "nsubj") and child.i < clause.i]
    nouns = [noun for noun in nouns if noun.lower_ != row.particle]  # "as Lund put it, “Nobody reads it.”"
    if not nouns or before_colon(nouns[0], verb):
        return None
    between = clause.doc[nouns[0].right_edge.i + 1 : clause.left_edge.i]
    beside = [child for child in syntax.children(verb, "obl") if nouns[0].i < child.i < clause.i]
    near = len(between) < 2 or all(
        any(word in child.subtree for child in beside) or word.text == "," for word in between
    )
    first = nouns[0].left_edge if not is_break(nouns[0].left_edge) else syntax.following(nouns[0].left_edge)
    apart = any(word.text == ":" for word in clause.doc[nouns[0].i : clause.i])  # "added a caveat: “I will vote”"
    return first if near and not apart else None


def _without_tense(clause: Token) -> bool:
    """Is this an infinitive or a participle, and not what somebody "will" or "would" do?"""
    return clause.tag_ in ("VB", "VBG") and not any(word.tag_ == "MD" for word in syntax.children(clause, "aux"))


def before_colon(noun: Token, verb: Token) -> bool:
    """Does somebody between a verb and a colon speak: "No, said the [premier]: it was over"?"""
    colon = noun.right_edge if noun.right_edge.text == ":" else syntax.following(noun.right_edge)
    return noun.arc == "nsubj" and noun.left_edge.i == verb.i + 1 and colon.text == ":"
