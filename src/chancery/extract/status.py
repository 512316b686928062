"""Did it happen? The status of each event, whether it is background, and who alone vouches for it."""

from __future__ import annotations

import msgspec

from chancery.extract import clauses, syntax
from chancery.extract.done.modality import Modality
from chancery.extract.done.retelling import told_once
from chancery.extract.done.weighing import Cue, strongest
from chancery.extract.timeline import WITHIN, answered_for, long_before
from chancery.lexicon import calendar
from chancery.model import Article, DateMention, Event, Statement, Status
from chancery.tokens import Doc, Token

# What was said, was said: these are acts of speech and are never "ongoing".
SPOKEN = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
# These are done by a deed as well as by a word.
SHOWN = frozenset({"SUPPORT", "REQUEST", "ACCUSE", "REJECT", "PROTEST"})
# What those do who come to protest.
MARCHES = frozenset({"demo", None})
# As what "after" leads in a clause or noun.
LED_IN = ("mark", "case")


def judge(
    article: Article,
    events: tuple[Event, ...],
    statements: tuple[Statement, ...],
    dates: tuple[DateMention, ...],
    moods: Modality,
) -> tuple[Event, ...]:
    """Give the events with their status, ``historical`` and ``claimed_in``; of one happening told again the fullest telling."""
    doc = moods.frames.doc
    judged = [_judged(doc, article, event, statements, dates, moods) for event in events]
    return told_once(doc, article, judged, dates)


def _judged(
    doc: Doc,
    article: Article,
    event: Event,
    statements: tuple[Statement, ...],
    dates: tuple[DateMention, ...],
    modality: Modality,
) -> Event:
    span = doc.char_span(*event.trigger_span, alignment_mode="expand")
    if span is None:
        return event
    trigger = span.root
    cues = [cue for cue in modality.around(trigger) if cue.row.cause not in event.because]
    cue = strongest(cues)
    status: Status = cue.status if cue and cue.status else "occurred"
    because = (cue.row.cause,) if cue and status != "occurred" else ()
    if status in ("occurred", "ongoing", "future") and _asked(trigger, cues):
        status, because = "hypothetical", ("cue:question",)
    elif cue and (_of_charge(event, cue, trigger) or _done_in_doing(event, cue, trigger, cues, modality)):
        status, because = "occurred", ()
    elif status in ("occurred", "ongoing"):
        status = _of_clause(event, trigger, status)
    if status == "occurred" and event.event not in SPOKEN and _set_for(article, trigger, dates):
        status, because = "future", ("cue:date to come",)
    past = _background(article, trigger, cues, dates, modality) if status == "occurred" else None
    return msgspec.structs.replace(
        event,
        status=status,
        historical=past is not None,
        claimed_in=_claimed_in(event, statements),
        because=(*event.because, *because, *((past,) if past else ())),
    )


def _done_in_doing(event: Event, cue: Cue, trigger: Token, cues: list[Cue], modality: Modality) -> bool:
    """Is what an act is for done with the act itself ("sent ships to support them", "wrote to demand it")?

    Not where that only means to do it or may ("plans flights to boost ties", "free to support either").
    """
    if cue.status != "considered" or cue.row.where != "marker" or cue.token.dep_ != "advcl" or event.event not in SHOWN:
        return False
    if any(other.token.i == cue.token.head.i for other in cues) or modality.governs(cue.token.head):
        return False
    if clauses.or_else(trigger):  # "gave them a week to pay or be sued"
        return False
    if event.event == "PROTEST" and event.mode not in MARCHES:  # nobody breaks windows in walking there to do so
        return False
    return strongest(modality.around(cue.token.head)) is None


def _of_charge(event: Event, cue: Cue, trigger: Token) -> bool:
    """Is what somebody denies a charge, which was made whether true or not ("denied the accusations made by Oslo")?"""
    # "A report that she had accused Oslo" is denied with the charge that it tells of.
    told = any(word.lower_ == "that" for word in syntax.children(trigger, "mark"))
    made = trigger.pos_ == "NOUN" or (trigger.dep_ in ("acl", "acl:relcl") and not told)
    denied = cue.status == "denied" and cue.row.where == "governor"
    return denied and made and event.event == "ACCUSE" and event.mode == "allege"


def _asked(trigger: Token, cues: list[Cue]) -> bool:
    """Does a question ask whether it happens, rather than why or how, or something else about it?"""
    sentence = trigger.sent
    stop = next((word.text for word in trigger.doc[trigger.i : sentence.end] if word.text in (".", "!", "?")), "")
    if stop != "?":
        return False
    clause = syntax.clause_of(trigger)
    asked = [word for word in clause.subtree if word.tag_ in ("WRB", "WP", "WDT", "WP$")]
    real = not any(word.tag_ == "MD" for word in syntax.auxiliaries(clause)) and not cues
    return not (real and (asked or clause.dep_ in ("advcl", *syntax.RELATIVES)))


def _of_clause(event: Event, trigger: Token, status: Status) -> Status:
    if event.event in SPOKEN:
        return "occurred"
    if status == "ongoing" or _progressive(trigger):
        return "ongoing"
    return "occurred"


def _set_for(article: Article, trigger: Token, dates: tuple[DateMention, ...]) -> bool:
    """Is a thing set for a day after the article's ("called a strike for [Monday]", "the truce begins on [Monday]")?"""
    published = calendar.day_of(article.published)
    set_for = {trigger.i, trigger.head.i} if trigger.dep_ in ("obj", "nsubj:pass") else {trigger.i}
    days = [day for above in set_for for day in syntax.obliques(trigger.doc[above], "for")]
    places = {word.idx for day in days for word in day.subtree}
    begins = trigger.dep_ == "nsubj" and trigger.head.tag_ in ("VBZ", "VBP")
    when = {day.idx for day in syntax.children(trigger.head, "obl")} if begins else set()
    told = (one for one in dates if one.span[0] in places or any(one.span[0] <= at < one.span[1] for at in when))
    ends = (calendar.bounds(mention.value) for mention in told)
    return published is not None and any(end is not None and end[0] > published for end in ends)


def _progressive(trigger: Token) -> bool:
    """Is the verb in a progressive form of the present or the present perfect?"""
    if trigger.tag_ != "VBG":
        return False
    words = [word.lower_ for word in syntax.auxiliaries(trigger)]
    present = {"is", "are", "am", "'s", "’s", "'re", "’re"}
    return bool(present & set(words)) or ("been" in words and bool({"has", "have", "'ve", "’ve"} & set(words)))


def _background(
    article: Article, trigger: Token, cues: list[Cue], dates: tuple[DateMention, ...], modality: Modality
) -> str | None:
    """Give what says that an event is background: a cue, a phrase, a date long before the article."""
    for cue in cues:
        if cue.row.historical:
            return cue.row.cause
    own = _own_words(trigger)
    clause = syntax.clause_of(trigger)
    for start in (*own, syntax.before(clause.left_edge)):
        for words, row in modality.cues.phrases.get(start.lower_, ()):
            said = start.doc[start.i : start.i + len(words.split())]
            # "In the past two weeks" is no past that is gone; what came "years after" a thing is not past with that.
            past = said[-1].dep_ != "amod" and (said[-1].dep_ not in LED_IN or said[-1].head in (trigger, clause))
            if past and " ".join(word.lower_ for word in said) == words:
                return row.cause
    places = {word.idx: word for word in own}
    told = [
        (mention, places[mention.span[0]]) for mention in dates if mention.kind == "date" and mention.span[0] in places
    ]
    days = [mention.value for mention, word in told if not _dates_another(word, mention, trigger)]
    old = [day for day in days if long_before(day, article.published)]
    # "On Monday jailed two for a raid in 2014" is of Monday.
    return f"cue:date {old[0]}" if old and len(old) == len(days) else None


def _dates_another(word: Token, mention: DateMention, trigger: Token) -> bool:
    """Does a date only tell which thing is meant, or of whom ("meddling in the 2016 election", "Chad, a member since 2009")?"""
    thing = word.head
    held = thing.dep_ == "obl" and thing.head.i == trigger.i and trigger.tag_ != "VBG"
    held = held and syntax.prepositions(thing) in WITHIN  # "killed in the 2012 attack"
    tells = word.dep_ in ("compound", "amod", "nummod") and thing.idx >= mention.span[1] and not held
    if (deed := answered_for(word)) is not None and deed.i != trigger.i:
        return True
    return (tells and word.head.i != trigger.i) or (syntax.apposition(word) is not None and word.i != trigger.i)


# Clauses below a noun that tell of something else than what it names.
TOLD_APART = frozenset({"acl:relcl", "advcl", "ccomp"})


def _own_words(trigger: Token) -> list[Token]:
    """Give the words of the clause of an event that no clause below it holds, and all those below an event noun itself.

    With them go those that it shares with the clauses it is joined to.
    """
    clause = syntax.clause_of(trigger)
    below = set(trigger.subtree) if trigger.pos_ in ("NOUN", "PROPN") else set()
    # "To the [anger] of Baku, which had expelled an envoy in 2023" tells nothing of 2023.
    # Nor does "the arrest of a man accused of [looting] during the war" tell of the war.
    below = {
        word for word in below if syntax.clause_of(word).dep_ not in TOLD_APART or syntax.clause_of(word) is clause
    }
    own = [word for word in clause.subtree if word in below or syntax.clause_of(word).i == clause.i]
    joined = clauses.joined_behind(trigger) if trigger is clause else None
    shared: list[Token] = []
    if clause.dep_ == "conj" and not syntax.own_subjects(clause):  # "in 2010 guns shelled it and [killed] four"
        first = syntax.first_conjunct(clause)
        shared = [word for word in first.subtree if word.i < first.i and syntax.clause_of(word).i == first.i]
    return [*own, *shared, *(_own_words(joined) if joined is not None else [])]


def _claimed_in(event: Event, statements: tuple[Statement, ...]) -> str | None:
    """Give the innermost statement whose content holds the event, unless the event is that act of speech itself."""
    start = event.trigger_span[0]
    holding = [
        (end - begin, said)
        for said in statements
        for begin, end in said.content_spans
        if begin <= start < end and not (said.cue_span and said.cue_span[0] <= start < said.cue_span[1])
    ]
    return min(holding, key=lambda pair: pair[0])[1].id if holding else None
