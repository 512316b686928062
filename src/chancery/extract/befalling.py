"""Whom an act befell where the name before its noun could be taken for who did it ("the Iraq war"), or where it was his own.

Ground for ``worth``: each question is asked of one act whose players are known.
"""

from __future__ import annotations

from msgspec.structs import replace

from chancery.extract import literal, syntax
from chancery.extract.casting import Played
from chancery.extract.findings import Cast, unique
from chancery.lexicon import Lexicon
from chancery.tokens import Token

# The mode of a bombing with a bomb that somebody laid, which a noun alone tells as one from the air; who has no planes.
LAID = "explosives", "183"
GROUNDED = frozenset({"REB", "UAF", "CRM", "PRM", "CVL"})
# What is somebody's own is what he suffered ("his arrest"), unless he is one of those who rule, judge or bear arms.
SEIZURES = frozenset({"arrest", "deport", "release"})


def befallen(part: Played, cast: Cast, lexicon: Lexicon) -> Played:
    """Give an act with the murdered and the places of wars as whom it befell."""
    return _of_bomb(_of_place(_of_victim(part, cast, lexicon), cast, lexicon), cast, lexicon)


def nominal(word: Token) -> bool:
    """Does a word name a happening rather than tell it: a noun, or a gerund after a preposition ("allegations of meddling")?"""
    gerund = word.tag_ == "VBG" and word.dep_ in ("acl", "advcl", "obl", "nmod") and not syntax.objects(word)
    return word.pos_ in ("NOUN", "PROPN") or (gerund and bool(syntax.prepositions(word)))


def _of_victim(part: Played, cast: Cast, lexicon: Lexicon) -> Played:
    """Let whose murder, arrest, release or trial it is be whom it befell, where nobody else is told ("the pilot's murder")."""
    act = part.act
    seized = act.mode in SEIZURES and nominal(act.core)
    murdered = act.event == "ASSAULT" and nominal(act.core) and literal.of_class("@suffered", act, lexicon)
    if not (seized or murdered) or part.recipient:
        return part
    owners = unique(ident for owner in syntax.possessors(act.core) for ident in cast.named_by(owner))
    if not owners or any(cast.by_id[ident].kind != "person" for ident in owners):
        return part
    return replace(part, actor=tuple(ident for ident in part.actor if ident not in owners), recipient=owners)


def _of_place(part: Played, cast: Cast, lexicon: Lexicon) -> Played:
    """Let the name before a war or a massacre be where it was, not who made it ("the Iraq war", "the embassy bombing").

    A country's conflict or violence is where it was, too; its war may be one it wages. Who goes by letters ("the US war")
    has no adjective for what it does.
    """
    act = part.act
    bare = act.event == "ASSAULT" and not part.recipient
    if not bare or syntax.obliques(act.core, "of", "on", "against") or not literal.of_class("@located", act, lexicon):
        return part
    nouns = [noun for noun in syntax.children(act.core, "compound") if not noun.text.isupper()]
    if literal.of_class("@endured", act, lexicon):
        nouns += syntax.children(act.core, "nmod:poss")
    before = {ident for noun in nouns for word in noun.subtree for ident in cast.named_by(word)}
    placed = bool(part.actor) and set(part.actor) <= before
    return replace(part, actor=(), recipient=part.actor) if placed else part


def _of_bomb(part: Played, cast: Cast, lexicon: Lexicon) -> Played:
    """Let a bombing by nobody told, unless it is one of a whole town, or by who has no planes, be one with a bomb laid."""
    act = part.act
    grounded = bool(part.actor) and all(cast.by_id[ident].sector in GROUNDED for ident in part.actor)
    told = act.mode == "aerial" and nominal(act.core) and (grounded or not part.actor)
    if not told or not literal.of_class("@laid", act, lexicon):
        return part
    mode, cameo = LAID
    return replace(part, act=replace(act, mode=mode, cameo=cameo))
