"""Whom praise, blame or a rejection is for: who did the deed it names, or said what is named again ("the move", "the demand").

Ground for the events step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from chancery.extract import syntax
from chancery.extract.done import arguments
from chancery.extract.done.bearers import SUMMING
from chancery.extract.done.casting import Played
from chancery.extract.done.senses import Act
from chancery.extract.findings import Cast
from chancery.lexicon import Lexicon
from chancery.model import Statement
from chancery.tokens import Token, TokenSpan

# These are words, no deeds; within how many words before its sentence "the attack" was told of, and "the move", which is
# else what the article opens with; "the shelling" was told by its verb up to so many words before.
WORDS = frozenset({"ACCUSE", "REQUEST", "CONSULT"})
REACH, NEAR, FAR = 90, 50, 500
# The classes of nouns for what two do together, and the types of it ("welcomed [the deal]", "praised [the meeting]").
SHARED = {"@deal": frozenset({"SUPPORT", "AGREE", "RETREAT", "COOPERATE"}), "@talks": frozenset({"CONSULT"})}
# What a third party does for two, and what they do then.
BROKERED, STRUCK = "third-party", frozenset({"AGREE", "SUPPORT", "RETREAT", "CONSULT", "COOPERATE"})
# The sector of those with whom nobody strikes a deal.
PEOPLE = "CVL"
# What praises is no move.
PRAISE = "051"
# The sectors of those who act for a state, and so not against it.
ACTING_FOR_STATE = frozenset({"GOV", "MIL", "COP"})
# The class of nouns for what a court decides, and what that is ("condemned [the verdict]").
RULING, RULED = "@ruling", frozenset({"SANCTION", "COERCE"})
# By these somebody is judged for what he did, by marching among them; by this he is answered for what he said.
JUDGING = frozenset({"ACCUSE", "SUPPORT", "PROTEST"})
ANSWERING, MARCHING, BLAMING = "REJECT", "PROTEST", "ACCUSE"
# The class of what those suffer who are told behind it ("condemned [the deaths] of villagers").
TOLL = "@toll"
# What harms those behind these prepositions, or behind "of" ("the invasion of Iraq").
HARMS = frozenset({"ASSAULT", "COERCE"})
AGAINST = ("on", "against")
# What is done against others.
HARMFUL = HARMS | {"SANCTION"}
# What nobody praises who suffered it, and what nobody blames for whom it was done.
UNWELCOME, WELCOME = HARMFUL | {"REJECT", "THREATEN", "ACCUSE"}, frozenset({"AID", "SUPPORT", "CONCEDE", "COOPERATE"})
# What leads in what went before.
PAST = ("after", "since")
# What may stand behind a noun that names a thing again; of an offer or demand, also what it is for.
AS = frozenset({"as"})
OFFERED = AS | {"for", "of"}
# The class of nouns for what somebody has in mind; what was said by a noun that is an operator of a kind ("the [demand]").
UNFOLDING = "@unfolding"
# The class of nouns for what somebody tells.
TELLING = "telling"
SAID_BY = {"accuse": ("ACCUSE",), "request": ("REQUEST", "AGREE"), "offer": ("AGREE",), "threaten": ("THREATEN",)}


def of_its_doer(part: Played, played: Sequence[Played], cast: Cast, lexicon: Lexicon) -> Played:
    """Let who is blamed or praised for a deed be its doer, whoever he is, not the victim ("condemned the raid on Mali")."""
    words = [word for group in part.act.recipient for word in group if arguments.is_noun(word)]
    deals = [word for word in words if part.act.event in ("ACCUSE", "PROTEST") and _shared(word, lexicon)]
    if deals:
        return _not_whom_with(part, deals[0], cast)
    backs = part.act.event in (ANSWERING, "AGREE") and _backs(part.act.core, lexicon)
    if part.act.event not in JUDGING and not backs:
        return part
    if part.act.mode == "investigate":
        return _not_of_victims(part, words, cast, lexicon)
    if part.act.mutual and part.act.event != BLAMING:
        return part
    meant = {word.i for group in part.act.recipient for word in group}
    deeds = [deed for deed in played if deed is not part and deed.act.trigger.i in meant and deed.recipient]
    for deed in deeds:
        if deed.act.event == part.act.event == MARCHING:
            continue  # "a protest in Mali turned violent"
        if set(part.recipient) <= set(deed.recipient):
            return replace(part, recipient=tuple(ident for ident in deed.actor if ident not in part.actor))
    if part.act.trigger.dep_ == "acl:relcl" and part.act.event == "ACCUSE" and (told := _of_the_deed(part, played)):
        return replace(part, recipient=told)
    return _not_of_victims(part, words, cast, lexicon)


def _backs(verb: Token, lexicon: Lexicon) -> bool:
    """Do the tables know a verb, whatever its object, as one of support ("refused to [back] an attack on Mali")?"""
    senses = lexicon.events.senses_at(verb.lower_, "verb") if verb.pos_ == "VERB" else ()
    return any(sense.row.event == "SUPPORT" and not (sense.row.object or sense.particle) for sense in senses)


def _not_of_victims(part: Played, words: Sequence[Token], cast: Cast, lexicon: Lexicon) -> Played:
    """Let a word for harm lead to who did it, if anybody is told, not to who suffered it ("condemned [the arrest] of Roe")."""
    words = [word for word in words if not (word.dep_ == "obj" and word.i in part.act.covers)]  # "took action against"
    for word in words:
        harmed = syntax.obliques(word, *AGAINST) or syntax.obliques(word, "of")  # "the raid of Chad on Mali"
        victims = [one for noun in harmed for one in (noun, *syntax.obliques(noun, "of"))]
        suffered = _named(victims, cast)
        harms = not _sums_up(word, lexicon) and not HARMS.isdisjoint(_done_by(word, lexicon))
        harms = harms or lexicon.events.is_any(lexicon.events.noun_forms.get(word.lower_, ()), TOLL)
        if part.recipient and set(part.recipient) <= suffered and harms:
            told = [*arguments.owners(word), *syntax.obliques(word, "by"), *syntax.at_hands(word)]
            doers = _named(told, cast) - set(part.actor)
            return replace(part, recipient=tuple(sorted(doers)))
    return part


def _of_the_deed(part: Played, played: Sequence[Played]) -> tuple[str, ...]:
    """Give who did to those before a comma what a clause behind it blames ("banned Chad's wheat, [which Mali criticized]")."""
    clause = part.act.trigger
    here = [deed for deed in played if deed.act.trigger.sent.start == clause.sent.start and deed.act.event in HARMFUL]
    deeds = [deed for deed in here if set(deed.recipient) == set(part.recipient) and deed.act.trigger.i < clause.i]
    opening = (word for word in syntax.children(clause, "obj") if word.lower_ == "which" and word.i)
    apart = any(syntax.before(word).text == "," for word in opening)
    return next((tuple(one for one in deed.actor if one not in part.actor) for deed in deeds if apart), ())


def _not_whom_with(part: Played, deal: Token, cast: Cast) -> Played:
    """Blame for a deal whose it is, not with whom he struck it ("criticized the [deal] with Mali")."""
    makers = [*syntax.possessors(deal), *syntax.obliques(deal, "by"), *arguments.parties(deal)]
    makers += [who for clause in syntax.children(deal, "acl") for who in syntax.doers(clause)]
    makers += [word for word in arguments.owners(deal) if word.ent_type_ == "NORP"]
    beside = _named([*arguments.owners(deal), *syntax.obliques(deal, "with", "on", "over")], cast)
    if not set(part.recipient) <= beside | _named(makers, cast):
        return part
    return replace(part, recipient=tuple(sorted(_named(makers, cast) - set(part.actor))))


def _named(words: Sequence[Token], cast: Cast) -> set[str]:
    """Give those whom some words name."""
    return {ident for word in words for ident in cast.named_by(word)}


def of_what_is_named_again(part: Played, before: Sequence[Played], cast: Cast, lexicon: Lexicon) -> Played:
    """Let who did what was told before be judged where that is named again ("Chad left the pact. Mali welcomed [the move]").

    A noun of its own kind names it too ("condemned [the attack]"), and who made an offer or a charge is whom it is turned down.
    """
    if part.recipient or part.act.event not in (*JUDGING, ANSWERING):
        return part
    if told := _told_with(part, before):
        return replace(part, recipient=told)
    answering = part.act.event == ANSWERING
    new = lexicon.actors.indefinite
    meant = [word for group in (*part.act.recipient, (part.act.core,)) for word in group if arguments.is_noun(word)]
    again = [word for word in meant if _is_named_again(word, new, OFFERED if answering else AS)]
    summing = any(_sums_up(word, lexicon) for word in again)
    kinds = {kind for word in again for kind in _said_by(word, lexicon)} if not (answering and summing) else set()
    shared: set[str] = set()
    ruled = any(_is_ruling(word, lexicon) for word in again)
    if summing or ruled or not answering:  # "rejected [the decision]", "[the verdict]"
        kinds.update(*(_done_by(word, lexicon) for word in again))
        shared.update(*(_shared(word, lexicon) for word in again))
    start = part.act.trigger.sent.start
    unfolded = [word for word in meant if not kinds and _is_unfolded(word, part.act)]
    here = bool(unfolded)
    if here:
        kinds.update(*SAID_BY.values() if answering else (_named_by(word, lexicon) for word in unfolded))
    praised = (part.act.cameo or "").startswith(PRAISE)
    far = start if here else start - (NEAR if summing else REACH)
    news = [deed for deed in _since(far, before) if here or not _is_background(deed.act)]
    news = [deed for deed in news if not (summing and _only_says(deed.act))]
    fitting = [
        deed
        for deed in (*news, *(before[:1] if summing or (shared and praised) else ()))
        if deed.act.event in kinds | shared
    ]
    fitting = [deed for deed in fitting if deed.act.event in shared or not _is_other(again, deed.act, lexicon)]
    modes = {mode for word in again for mode in _modes(word, lexicon)}
    # "the barrage" before "the raids"
    fitting.sort(key=lambda deed: deed.act.mode is None or deed.act.mode not in modes)
    old = _since(start - FAR, before)
    namesake = [deed for deed in old if any(_is_deed(word, deed.act, lexicon) for word in again)]
    answered = (deed for deed in (*namesake, *fitting) if not _is_unlikely(part, deed, cast))
    doers = (_sides(deed) if deed.act.event in shared else deed.actor for deed in answered)
    return replace(part, recipient=next((actor for actor in doers if actor and not set(actor) & set(part.actor)), ()))


def _is_unlikely(part: Played, deed: Played, cast: Cast) -> bool:
    """Would somebody praise what another state did to his own, or blame what it did for it, or what his own state did?"""
    odd = UNWELCOME if part.act.event == "SUPPORT" else WELCOME if part.act.event == BLAMING else frozenset[str]()
    sides = (part.actor, deed.actor, deed.recipient)
    judging, doing, suffering = ({cast.by_id[ident].country for ident in who} - {None} for who in sides)
    judges, doers = ({cast.by_id[ident].sector for ident in who} for who in sides[:2])
    if part.act.event == BLAMING and judges == {"GOV"} and doers <= ACTING_FOR_STATE and judging & doing:
        return True
    return deed.act.event in odd and bool(judging & suffering) and not judging & doing


def of_whose_deal(part: Played, played: Sequence[Played], cast: Cast, lexicon: Lexicon) -> Played:
    """Let who brokers a deal do so for those who strike it beside ("Chad and Mali agreed on it in a deal [brokered] by Togo")."""
    deal = part.act.core
    told = deal.dep_ == "acl" and deal.tag_ == "VBN"
    new = lexicon.actors.indefinite
    again = any(_is_named_again(noun, new, AS) for noun in syntax.objects(deal))  # "mediated [the swap]"
    if part.recipient or part.act.mode != BROKERED or not (told or again):
        return part
    start = deal.sent.start if told else deal.sent.start - NEAR
    here = [one for one in played if one is not part and start <= one.act.trigger.i < deal.sent.end]
    here = here if told else [one for one in reversed(here) if one.act.trigger.i < deal.i]
    all_there = ((*one.actor, *one.recipient) for one in here if one.act.event in STRUCK)
    sides = ([ident for ident in who if cast.by_id[ident].sector != PEOPLE] for who in all_there)
    both = next((who for who in sides if len(who) > 1), [])
    return replace(part, recipient=tuple(ident for ident in both if ident not in part.actor))


def _since(place: int, before: Sequence[Played]) -> Iterator[Played]:
    """Give the deeds told before, the last first, back to a place of the text."""
    return takewhile(lambda deed: deed.act.trigger.i >= place, reversed(before))


def _told_with(part: Played, before: Sequence[Played]) -> tuple[str, ...]:
    """Give who did what a clause on its noun judges ("Chad and Mali held [drills], which Niger condemned")."""
    clause = part.act.trigger.dep_ == "acl:relcl" and part.act.event in (*JUDGING, ANSWERING)
    meant = {word.i for group in part.act.recipient for word in group if clause and word.i < part.act.trigger.i}
    deeds = (deed for deed in _since(part.act.trigger.sent.start, before) if meant & deed.act.covers)
    sides = ((_sides(deed) or deed.actor) for deed in deeds)
    return next((tuple(one for one in who if one not in part.actor) for who in sides), ())


def of_who_told_it(part: Played, statements: Sequence[Statement], lexicon: Lexicon) -> Played:
    """Let who denies or blames what was told right before turn down or blame who told it ("an allegation Chad denied").

    So too where a noun names it again in the next sentence ("Chad dismissed [that claim]", "condemned [the remarks]").
    """
    if part.recipient or part.act.event not in (ANSWERING, BLAMING) or part.act.mode == "investigate":
        return part
    telling, act = lexicon.events.classed(TELLING), part.act
    words = (noun for noun in (act.core.head, *(word for group in act.recipient for word in group)))
    named = [noun for noun in words if not telling.isdisjoint(lexicon.events.noun_forms.get(noun.lower_, ()))]
    here = [noun.sent for noun in named if _is_unfolded(noun, act)]
    if offered := _who_told_of(act, statements):
        return replace(part, recipient=tuple(one for one in offered if one not in part.actor))
    again = [_before(noun) for noun in named if _is_named_again(noun, lexicon.actors.indefinite, AS)]
    if not (here or again):
        return part
    start, end = (here or again)[0].start_char, act.core.idx
    told = [one for one in statements if one.cue_span and start <= one.cue_span[0] < end and one.speaker]
    told = [one for one in told if not any(first <= end < last for first, last in one.content_spans)]
    others = [one for one in told if not set(one.speaker) & set(part.actor)]
    return replace(part, recipient=others[-1].speaker if others else ())


def _who_told_of(act: Act, statements: Sequence[Statement]) -> tuple[str, ...]:
    """Give who told what a clause behind a comma answers ("[Mali] proposed a truce, which Chad rejected")."""
    noun = act.core.head
    if act.core.dep_ != "acl:relcl" or not any(word.lower_ == "which" for word in syntax.children(act.core, "obj")):
        return ()
    start = noun.left_edge.idx
    told = (one.speaker for one in statements for span in one.content_spans if span[0] == start)
    return next(told, ())


def _before(noun: Token) -> TokenSpan:
    """Give the sentence before that of a word, or its own where it is the first."""
    places = range(noun.sent.start - 1, -1, -1)
    return next((noun.doc[place].sent for place in places if syntax.parsed(noun.doc[place])), noun.sent)


def _is_deed(noun: Token, act: Act, lexicon: Lexicon) -> bool:
    """Does a noun name again what tells an act ("shelled a camp … the [shelling]", "held Roe … the [detention]")?"""
    verbs = lexicon.events.verb_forms
    lemmas = {*verbs.get(noun.lower_, ()), *verbs.get(noun.lower_.removesuffix("s"), ())}
    lemmas.update(*(lexicon.events.verbs_of.get(one, ()) for one in lexicon.events.noun_forms.get(noun.lower_, ())))
    told = [act.core.doc[place] for place in (act.core.i, *act.covers)]
    again = any(word.pos_ == "VERB" and not lemmas.isdisjoint(verbs.get(word.lower_, ())) for word in told)
    return again or any(word.dep_ == "obj" and word.lower_ == noun.lower_ for word in told)


def _only_says(act: Act) -> bool:
    """Does an act only praise, or say what is to be done to somebody ("vowed to crush him"), which no move sums up?"""
    return (act.cameo or "").startswith(PRAISE) or (act.event == "THREATEN" and bool(act.kinds))


def _is_background(act: Act) -> bool:
    """Is an act told only in a clause on somebody's name ("Russia, which brokered the truce and [withdrew] its men"), or as
    what something came after ("a year after they [fought]")?"""
    told = syntax.first_conjunct(act.core)
    return told.dep_ == "acl:relcl" or (told.dep_ == "advcl" and syntax.prepositions(told) in PAST)


def _sides(deed: Played) -> tuple[str, ...]:
    """Give all who did a thing together, none where it is no deed of two."""
    both = (*deed.actor, *deed.recipient)
    return both if len(both) > 1 and (deed.act.mutual or len(deed.actor) > 1) else ()


def _is_other(nouns: Sequence[Token], act: Act, lexicon: Lexicon) -> bool:
    """Do nouns tell a deed of another mode than an act's ("called a strike … condemned [the revolt]")?"""
    modes = {mode for noun in nouns for mode in _modes(noun, lexicon, act.event)}
    return bool(modes) and None not in modes and act.mode is not None and act.mode not in modes


def _modes(noun: Token, lexicon: Lexicon, event: str | None = None) -> set[str | None]:
    """Give the modes of the deeds, of one type or of any, that a noun may name by itself."""
    tables = lexicon.events
    lemmas = tables.noun_forms.get(noun.lower_, ())
    senses = (one for lemma in lemmas for one in tables.by_lemma.get((lemma, "noun"), ()) if not one.particle)
    return {one.row.mode for one in senses if event in (None, one.row.event) and not (one.row.object or one.row.prep)}


def _shared(noun: Token, lexicon: Lexicon) -> frozenset[str]:
    """Give the types of what two do together that a noun names."""
    tables = lexicon.events
    classes = {name for lemma in tables.noun_forms.get(noun.lower_, ()) for name in tables.classes_of.get(lemma, ())}
    return frozenset(kind for name in classes for kind in SHARED.get(name, ()))


def _is_named_again(noun: Token, new: frozenset[str], behind: frozenset[str]) -> bool:
    """Does a noun stand alone, but for phrases with such prepositions, behind what opens no description of something new?"""
    told = syntax.children(noun, "det")
    if not told or any(word.lower_ in new for word in told):
        return False
    beside = [word for word in syntax.children(noun, "nmod") if syntax.prepositions(word) not in behind]
    return not beside and not syntax.children(noun, "acl", "acl:relcl", "nmod:poss", "amod", "compound")


def _is_unfolded(noun: Token, act: Act) -> bool:
    """Is an act told in a clause on a noun that sums up what was said before ("proposed talks, [an idea] he rejected")?"""
    return act.core.dep_ in ("acl", "acl:relcl") and act.core.head.i == noun.i and syntax.is_set_off(noun)


def _sums_up(noun: Token, lexicon: Lexicon) -> bool:
    """Is a noun one for whatever was done ("the move", "the steps"), and not for rulings ("the decisions")?"""
    lemmas = lexicon.events.noun_forms.get(noun.lower_, (noun.lower_,))
    several = noun.lower_ not in lemmas and _is_ruling(noun, lexicon)
    return not several and not lexicon.events.classed(SUMMING).isdisjoint(lemmas)


def _done_by(noun: Token, lexicon: Lexicon) -> set[str]:
    """Give the types of the deeds that a noun may name: all of them for "move"."""
    if _sums_up(noun, lexicon):
        return set(lexicon.codebook.events) - WORDS
    if _is_ruling(noun, lexicon):
        return set(RULED)
    lemmas = lexicon.events.noun_forms.get(noun.lower_, ())
    verbs = [(verb, "verb") for lemma in lemmas for verb in lexicon.events.verbs_of.get(lemma, ())]
    keys = (*((lemma, "noun") for lemma in lemmas), *verbs)
    senses = [one for key in keys for one in lexicon.events.by_lemma.get(key, ()) if one.row.event]
    plainest = min((one.weight for one in senses), default=0)
    return {one.row.event for one in senses if one.row.event and one.weight == plainest}


def _named_by(noun: Token, lexicon: Lexicon) -> set[str]:
    """Give the types of what is said or done that a noun may name ("a [request] that Chad condemned")."""
    return _said_by(noun, lexicon) | _done_by(noun, lexicon)


def _is_ruling(noun: Token, lexicon: Lexicon) -> bool:
    """Is a noun one for what a court decides ("the verdict")?"""
    lemmas = lexicon.events.noun_forms.get(noun.lower_, ())
    return lexicon.events.is_any(lemmas, RULING)


def _said_by(noun: Token, lexicon: Lexicon) -> set[str]:
    """Give the types of what is said that a noun may name ("the demand", "the idea")."""
    tables = lexicon.events
    lemmas = tables.noun_forms.get(noun.lower_, ())
    kinds = {one.row.kind for lemma in lemmas for one in tables.operators_by_lemma.get((lemma, "noun"), ())}
    if tables.is_any(lemmas, UNFOLDING):
        kinds.add("request")
    return {event for kind in kinds for event in SAID_BY.get(kind, ())}
