"""What kind of clause or phrase a word heads, as far as it bears on whether a thing happened."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.extract import syntax
from chancery.tokens import Token

# Modals that tell the future of a past.
PAST_MODALS = frozenset({"would", "could", "might", "'d", "’d"})
# The class of the prepositions by which a verb or noun governs what completes it.
COMPLEMENT = "complement"
# Nouns that tell a time without a preposition.
TIMES = frozenset("minute hour week month year night morning afternoon evening summer weekend".split())
# What means more of those just told of.
OTHERS = frozenset({"another", "others"})


def forms(word: Token) -> Iterator[str]:
    """Give the forms under which a word may stand in the table: with the next word, its preposition, copula or quality, alone."""
    form = word.lower_
    if word.i + 1 < len(word.doc):
        yield f"{form} {syntax.following(word).lower_}"
    prep = syntax.prepositions(word)
    if prep:
        yield f"{prep} {form}"
    yield from (f"{child.lower_} {form}" for child in word.children if child.dep_ in ("cop", "amod"))
    yield form


def predicates(head: Token, links: bool) -> list[Token]:
    """Give the words that say something of a subject: the head, and what it joins to it; of a verb that ``links`` its object."""
    joined = syntax.children(head, "xcomp", "obj") if links else syntax.children(head, "xcomp")
    joined += syntax.obliques(head, "of") if head.lower_ == "one" else []  # "is one of our priorities"
    return [head, *(word for word in joined if word.pos_ in ("ADJ", "NOUN", "ADV"))]


def indefinite(noun: Token) -> bool:
    """Is a happening none in particular ("an attack would", "bombing them would", "attacks on it could")?"""
    if noun.tag_ == "VBG":
        return True
    told = [child for child in noun.children if child.i < noun.i and child.dep_ != "punct"]
    if noun.tag_ == "NNS" and not any(child.dep_ not in ("amod", "compound") for child in told):
        plain = not any(child.dep_ == "compound" or child.ent_type_ for child in told)
        return syntax.modal(noun.head) is not None and not syntax.own_subjects(noun) and (plain or _to_come(noun.head))
    articles = [child.lower_ for child in syntax.children(noun, "det", "nmod")]
    return any(word in ("a", "an", "any", "another", "such") for word in articles)


def _to_come(verb: Token) -> bool:
    """Does a verb with a modal tell what a thing would do to another ("[could trigger] a war"), not what may have been?"""
    return bool(syntax.children(verb, "obj")) and not any(word.lower_ == "have" for word in syntax.auxiliaries(verb))


def completes(here: Token, head: Token, prepositions: frozenset[str]) -> bool:
    """May an adverbial clause be what a verb governs, by one of these prepositions, not what went before, after or with it?"""
    if here.dep_ != "advcl":
        return True
    marker = syntax.prepositions(here)
    if marker == "" and here.tag_ != "VB":
        edge = here.left_edge
        return here.tag_ == "VBG" and edge.i > head.i and not (edge.is_punct or syntax.before(edge).is_punct)
    if marker == "to":
        return not any(child.dep_ in ("obj", "obl") and head.i < child.i < here.i for child in head.children)
    return marker == "" or marker in prepositions or asks(marker)


def shares(here: Token) -> bool:
    """Does what is said of the word above hold for this too: an example, a way ("win by attacking", "succeed in seizing"),
    what it would bring about ("could shut the strait, [forcing] ships to turn")?"""
    marker = syntax.prepositions(here)
    deed = here.dep_ == "advcl" and here.tag_ == "VBG"
    return marker in ("including", "such as") or (deed and (marker in ("in", "by") or _brought_about(here)))


def _brought_about(deed: Token) -> bool:
    """Is a deed behind a clause with a modal what that would bring about, and nothing that is said?"""
    things = syntax.children(deed, "obj")
    told = syntax.children(deed, "ccomp", "advcl", "mark") or any(
        syntax.prepositions(clause) == "that" for thing in things for clause in syntax.children(thing, "acl")
    )
    apart = deed.i > deed.head.i and syntax.before(deed).text == ","
    return apart and bool(things) and not told and syntax.modal(deed.head) is not None


def subjunctive(here: Token) -> bool:
    """Is this what ought to be done, by its bare verb ("It is vital that Iran [release] them")?"""
    wanted = here.dep_ == "csubj" or (here.dep_ == "ccomp" and here.head.pos_ == "ADJ")
    opened = any(word.lower_ == "that" for word in syntax.children(here, "mark"))
    helpers = syntax.auxiliaries(here)
    one = any(noun.tag_ in ("NNP", "NN") for noun in syntax.own_subjects(here))
    bare = helpers[0].lower_ == "be" if helpers else here.tag_ == "VB" or (here.tag_ == "VBP" and one)
    return wanted and opened and bare


def counted(noun: Token) -> bool:
    """Does a noun tell one of those who did a thing ("the first [envoy] to visit Mali", "one of the few")?"""
    of_them = syntax.obliques(noun, "of") if noun.lower_ == "one" else []
    words = {child.lower_: child for part in (noun, *of_them) for child in part.children}
    few = "few" in words and not any(word.lower_ == "a" for word in (syntax.before(words["few"]), *noun.children))
    return few or not {"first", "last", "only", "latest", "among"}.isdisjoint(words)


def may_be_first(noun: Token) -> bool:
    """Is a noun what somebody is or becomes by a deed ("would be the first [state] to leave"), not the last to do it?"""
    last = any(word.lower_ == "last" for word in noun.children)
    return not last and (noun.arc == "xcomp" or bool(syntax.children(noun, "cop")))


def form_of_wish(verb: Token) -> str:
    """Give the name of the form by which a verb tells what is commanded or ought to be, "" for any other."""
    return "imperative" if imperative(verb) else "subjunctive" if subjunctive(verb) else ""


def asks(marker: str) -> bool:
    """Is this the marker of an indirect question ("asked if", "the say on whether")?"""
    return marker.partition(" ")[0] in ("whether", "if") or marker.endswith((" whether", " whether to"))


def fixed(here: Token) -> str:
    """Give "rather than" and its like before a clause, where the parse takes it for a conjunction."""
    for child in here.children:
        if child.dep_ == "cc" and child.i < here.i and (rest := syntax.children(child, "fixed")):
            return " ".join((child.lower_, *(word.lower_ for word in rest)))
    return ""


def led_in(here: Token, marker: str) -> tuple[str, ...]:
    """Give a preposition with the two words before it and with one, whatever these hang on ("in return for", "ahead of")."""
    first = next((child for child in here.children if child.dep_ == "case" and child.i > 1), None)
    if first is None or first.lower_ != marker:
        return ()
    return tuple(here.doc.span(first.i - back, first.i + 1).text.lower() for back in (2, 1))


def inverted(clause: Token) -> bool:
    """Does a clause begin with its auxiliary, as conditions may ("had they attacked", "should they attack")?"""
    subjects = syntax.own_subjects(clause)
    if not subjects or syntax.prepositions(clause) not in ("", "to"):
        return False
    first = [word for word in clause.children if word.dep_ in ("aux", "cop", "aux:pass") and word.i < subjects[0].i]
    return any(word.lower_ in ("had", "should", "were") for word in first)


def headline(here: Token) -> bool:
    """Is this the only verb of a headline ("Denmark to expel envoy"), but for the one that says whose word it is behind it?"""
    on_noun = here.dep_ == "acl" and here.head.dep_ == "ROOT"
    sourced = here.dep_ == "ccomp" and here.i < here.head.i
    alone = (here.dep_ == "ROOT" or sourced) and bool(syntax.own_subjects(here)) and syntax.prepositions(here) == "to"
    if here.tag_ != "VB" or not (on_noun or alone):
        return False
    teller = here.head.i if sourced else here.i
    return not any(word.tag_ in syntax.FINITE and word.i != teller for word in here.sent)


def past(head: Token) -> bool:
    """Does a predicate stand in the past?"""
    return any(child.tag_ == "VBD" for child in syntax.children(head, "cop")) or head.tag_ == "VBD"


def present(clause: Token) -> bool:
    """Does a predicate stand in the plain present, or in its progressive form?"""
    helped = syntax.children(clause, "aux", "aux:pass", "cop")
    if helped:
        return clause.tag_ not in ("VB", "VBN") and all(word.tag_ in ("VBZ", "VBP") for word in helped)
    return clause.tag_ in ("VBZ", "VBP")


def done(clause: Token) -> bool:
    """Does a clause tell what was or has been ("said that they [had opposed] it")?"""
    helped = [word for word in syntax.auxiliaries(clause) if word.lower_ in ("had", "has", "have", "was", "were")]
    modal = syntax.modal(clause) is not None
    return not modal and (past(clause) or (clause.tag_ in ("VBN", "VBG") and bool(helped)))


def elapsed(clause: Token) -> bool:
    """Does a clause tell what is past ("before they attacked"), or does the clause that it hangs on, where it has no tense?"""
    words = [clause, *syntax.children(clause, "cop", "aux")]
    if any(word.tag_ in syntax.FINITE for word in words):
        # Headlines tell the past in the present ("shuts border after Mali jails envoy").
        return _since(clause) or (any(word.tag_ == "VBD" for word in words) and not _foreseen(clause))
    above = clause.head
    while above.tag_ == "VBG" and above.dep_ in ("advcl", "conj", "acl") and not syntax.children(above, "aux"):
        above = syntax.clause_of(above.head)  # "stormed the base, killing two before [leaving]"
    return clause.head.i != clause.i and (
        _since(clause) or any(word.tag_ in ("VBD", "VBN") for word in (above, *syntax.children(above, "cop", "aux")))
    )


def awaiting(clause: Token) -> str:
    """Give the "when" that opens a clause of what is to come first ("would leave [when] they stopped firing"), else ""."""
    asking = [
        child for child in clause.children if child.tag_ == "WRB" and child.lower_ == "when" and child.i < clause.i
    ]
    return "when" if asking and clause.arc == "advcl" and _foreseen(clause) else ""


def called(here: Token, verb: Token) -> bool:
    """Does a verb only say what a happening is held to be ("[the attack] is considered a crime", "did not consider it one")?"""
    said = (word for word in syntax.children(verb, "xcomp") if word.pos_ in ("ADJ", "NOUN", "PROPN"))
    return here.dep_ in ("nsubj:pass", "obj") and any(said)


def limits(here: Token) -> bool:
    """May a clause or noun tell till when something will not be ("no talks until they leave", hung on the noun or the verb)?"""
    if here.arc == "obl":
        return awaited(here)
    return (here.arc == "advcl" or (here.arc == "acl" and bool(syntax.own_subjects(here)))) and not elapsed(here)


def awaited(noun: Token) -> bool:
    """Does a noun tell till when something will not be ("until [the release] there will be no talks")?"""
    modal = syntax.modal(noun.head)
    coming = modal is not None and modal.lower_ not in PAST_MODALS
    return coming and noun.pos_ == "NOUN" and syntax.prepositions(noun) != "after"


def _foreseen(clause: Token) -> bool:
    """Is a clause told as what is to come first ("there would be no talks [until they left]")?

    What would have been when a thing happened tells that it did.
    """
    above = clause.head if clause.arc == "advcl" else clause.head.head
    never = clause.tag_ == "VBD" and any(word.lower_ == "have" for word in syntax.auxiliaries(above))
    return syntax.modal(above) is not None and syntax.prepositions(clause) != "after" and not never


def _since(clause: Token) -> bool:
    """Does a clause of "after" stand by what is so now ("after announcing his support, he still believes")?"""
    above = clause.head
    while above.dep_ == "xcomp":
        above = above.head
    return above.tag_ in ("VBZ", "VBP", "VBD", "VBN") and syntax.prepositions(clause) == "after"


def is_bare(deed: Token) -> bool:
    """Does an infinitive stand behind a verb without "to" ("pledged to help [train] troops")?"""
    return deed.dep_ == "xcomp" and deed.tag_ == "VB" and not syntax.children(deed, "mark")


def is_time(noun: Token) -> bool:
    """Does a noun or adverb tell the time: a weekday, a year, a month after "in", "last week"?"""
    if noun.lower_ in TIMES or (one := noun.lower_.removesuffix("s")) in TIMES or one.endswith("day"):
        return True
    in_time = syntax.prepositions(noun) in ("in", "since", "until", "during", "by")
    year = noun.text.isdigit() and len(noun) == 4
    return in_time and (year or (noun.pos_ == "PROPN" and not noun.ent_type_))


def imperative(verb: Token) -> bool:
    """Is this a bare verb that nobody is the subject of, a command ("lock them up")?"""
    if verb.tag_ != "VB" or verb.dep_ not in ("ROOT", "ccomp", "parataxis", "conj"):
        return False
    first = syntax.first_conjunct(verb)
    bare = first.tag_ == "VB" and first.dep_ in ("ROOT", "ccomp", "parataxis")
    return bare and not any(
        child.dep_ in (*syntax.SUBJECTS, "aux", "aux:pass", "mark") for word in (verb, first) for child in word.children
    )


def asking(marker: str) -> str:
    """Give the word that asks in the marker of an indirect question."""
    words = marker.split()
    return "whether" if "whether" in words else words[0]


def told(clause: Token) -> bool:
    """Does a clause that was read as relative tell what its noun says ("allegations that they attacked")?"""
    that = next((child for child in clause.children if child.lower_ == "that"), None)
    return that is not None and (
        that.dep_ == "mark" or (that.dep_ == "obj" and len(syntax.children(clause, "obj")) > 1)
    )


def set_against(conjunct: Token) -> bool:
    """Does "but" stand before the second of two coordinated words?"""
    return any(child.dep_ == "cc" and child.lower_ == "but" for child in conjunct.children)


def contrasted(word: Token) -> bool:
    """Does "not" stand before this noun, and "but" before the one that is meant ("not [Libya] but Egypt")?"""
    apart = any(child.lower_ == "not" and child.i < word.i for child in word.children)
    return apart and any(set_against(other) for other in syntax.children(word, "conj"))


def wished(clause: Token) -> bool:
    """May a content clause be what somebody wants or asks: "whether", "should", or a bare verb, "be" among them?"""
    helping = syntax.children(clause, "aux", "cop")
    bare = bool(helping) and helping[0].lower_ == "be"
    if bare or asks(syntax.prepositions(clause)):
        return True
    modal = syntax.modal(clause)
    return modal.lower_ in ("should", "must") if modal else clause.tag_ in ("VB", "VBP")


def fits(status: str | None, clause: Token) -> bool:
    """May a clause be what a cue of this status says: not "told them that it will", nor "when he refused, they shot him"?"""
    if status == "negated" and clause.tag_ in syntax.FINITE:
        return bool(syntax.prepositions(clause))
    return wished(clause) if status in ("future", "considered") else True


def goes_on_above(verb: Token) -> bool:
    """Was a finite verb joined to an infinitive, though it goes on with a clause above ("is not free to go and urges …")?"""
    joined = verb.dep_ == "conj" and verb.tag_ in ("VBZ", "VBD") and verb.head.tag_ == "VB"
    return joined and syntax.is_infinitive(verb.head)


def told_too(clause: Token) -> bool:
    """Does a relative clause at the end still tell what was said: "had met Putin, who had promised gas", "whom he trusts"?"""
    relative = clause.dep_ in syntax.RELATIVES
    backshifted = any(word.lower_ == "had" and word.i < clause.i for word in syntax.auxiliaries(clause))
    by_speaker = any(subject.tag_ == "PRP" for subject in syntax.own_subjects(clause))
    return relative and (backshifted or by_speaker)


def or_else(verb: Token) -> bool:
    """Is a verb joined by "or" to what somebody is to do, so that it tells what follows if he does not?"""
    return verb.dep_ == "conj" and any(word.lower_ == "or" for word in syntax.children(verb, "cc"))


def joined_behind(verb: Token) -> Token | None:
    """Give the past tense joined to one of the same subject, behind which may stand when both happened ("hit and killed two in
    May")."""
    for last in (word for word in verb.children if word.dep_ == "conj"):
        alike = (
            verb.tag_ == last.tag_ == "VBD" and not syntax.own_subjects(last) and not syntax.children(last, "advmod")
        )
        links = [word for word in syntax.children(last, "cc") if word.lower_ == "and"] if alike else []
        if links and syntax.before(links[0]).text != ",":
            return last
    return None


def pluperfect(clause: Token) -> bool:
    """Does a clause tell what had been?"""
    return any(word.lower_ in ("had", "'d", "’d") for word in syntax.auxiliaries(clause)) and clause.tag_ in (
        "VBN",
        "VBD",
    )


def word_before(phrase: Token, verb: Token) -> Token:
    """Give the word right before a phrase under a verb, the verb's other phrases of a preposition passed over.

    A time or place may part a noun from what belongs to it: "issued a [warrant] on Sunday for his arrest".
    """
    before = syntax.before(phrase.left_edge)
    while before.i > verb.i:
        above = before
        while above.head.i > verb.i and above.head is not above:
            above = above.head
        if above.head.i != verb.i or above.arc not in ("obl", "advmod"):
            break
        before = syntax.before(above.left_edge)
    return before


def of_one_kind(word: Token) -> list[Token]:
    """Give those of whom a verb before told what this one tells of others ("killed two guards and wounded [another]")."""
    verb = word.head
    joined = verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.i < verb.i)
    suffers = word.dep_ in ("obj", "nsubj:pass") or (word.dep_ == "nsubj" and verb.tag_ == "VBN")
    if word.lower_ not in OTHERS or not suffers or not joined:
        return []
    return [noun for noun in syntax.objects(verb.head) if noun.i < word.i and noun.lower_ not in OTHERS]


def tells(verb: Token) -> bool:
    """Does a verb tell a clause, before or behind it ("…, the minister announced", "“…,” Roe told reporters")?"""
    return bool(syntax.children(verb, "ccomp")) or verb.dep_ == "parataxis"


def plays_in_headline(noun: Token) -> bool:
    """Does a noun play in a sentence without any article or full stop ("Police detain [mayor] in Turkey")?"""
    if noun.tag_ != "NN" or noun.dep_ not in (*syntax.SUBJECTS, "obj", "obl:agent") or noun.head.pos_ != "VERB":
        return False
    return all(word.tag_ not in ("DT", ".", "PRP", "PRP$") for word in noun.sent)
