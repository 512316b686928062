"""What somebody does as another did, told by no word of its own: "Mali closed its embassy, and Chad did the same"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from chancery.extract import syntax
from chancery.extract.done.casting import Casting, Played
from chancery.lexicon import Lexicon
from chancery.tokens import Doc, Token

# The class of doing what another did, in two words.
ECHOING = "echoing"
# So far back, in words, may stand what is done again.
REACH = 60


def echoed(doc: Doc, played: Sequence[Played], cast: Casting, lexicon: Lexicon) -> list[Played]:
    """Give the deeds with those that are only said to be like one before, in text order."""
    phrases = lexicon.events.classed(ECHOING)
    verbs = {phrase.partition(" ")[0] for phrase in phrases}
    again = [
        part
        for verb in doc
        if verb.lemma_ in verbs and (words := _words(verb, phrases)) and (part := _again(verb, words, played, cast))
    ]
    return sorted((*played, *again), key=lambda part: part.act.trigger.i) if again else list(played)


def _words(verb: Token, phrases: Iterable[str]) -> frozenset[int]:
    """Give the places of the words by which a verb in the past or present tells no more than "likewise"."""
    told = verb.tag_ in syntax.FINITE or any(word.lemma_ == "have" for word in syntax.auxiliaries(verb))
    said = [word for word in verb.children if f"{verb.lemma_} {word.lower_}" in phrases] if told else []
    return frozenset({verb.i, *(word.i for word in said)}) if said and not syntax.modal(verb) else frozenset()


def _is_done(verb: Token) -> bool:
    """Is this a verb in the past or present, which tells no plan?"""
    return verb.tag_ in (*syntax.FINITE, "VBN") and syntax.modal(verb) is None and verb.dep_ not in ("acl", "advcl")


def _again(verb: Token, words: frozenset[int], played: Sequence[Played], cast: Casting) -> Played | None:
    """Give what was done last before by somebody else, as done by the subject of a verb, in turn where it was done to him."""

    def homes(idents: Sequence[str]) -> set[str]:
        return {(one := cast.cast.by_id[ident]).country or one.id for ident in idents}

    actor = tuple(dict.fromkeys(who for doer in syntax.agents(verb) for who in cast.bearers.who(doer)))
    for part in reversed([one for one in played if 0 < verb.i - one.act.trigger.i < REACH] if actor else []):
        act = part.act
        if part.actor and not set(part.actor) & set(actor) and _is_done(act.trigger) and not act.mutual:
            recipient = part.actor if homes(actor) & homes(part.recipient) else part.recipient
            because = (*act.because, f"en/events_classes.csv:{ECHOING}")
            act = replace(act, trigger=verb, core=verb, covers=words, actor=(), recipient=(), because=because)
            return replace(part, act=act, actor=actor, recipient=recipient)
    return None
