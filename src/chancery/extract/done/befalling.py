"""Whom an act befell where the name before its noun could be taken for who did it ("the Iraq war"), or where it was his own.

Ground for ``worth``: each question is asked of one act whose players are known.
"""

from __future__ import annotations

from msgspec.structs import replace

from chancery.extract import syntax
from chancery.extract.done import arguments, literal
from chancery.extract.done.casting import Played
from chancery.extract.done.literal import ARMED
from chancery.extract.findings import Cast, unique
from chancery.lexicon import Lexicon
from chancery.model import Actor
from chancery.tokens import Token

# The mode of a bombing with a bomb that somebody laid, which a noun alone tells as one from the air; who has no planes.
LAID = "explosives", "183"
GROUNDED = frozenset({"REB", "UAF", "CRM", "PRM", "CVL"})
# What is somebody's own is what he suffered ("his arrest"), unless he is one of those who rule, judge or bear arms.
SEIZURES = frozenset({"arrest", "deport", "release"})
SEIZING = ARMED | {"GOV", "JUD", "LEG"}
# The mode of what courts do.
CONVICTION = "convict"
# The mode of blows that end, and what a verb of ending does.
TRUCE, ENDED = "ceasefire", ("stop",)


def befallen(part: Played, cast: Cast, lexicon: Lexicon) -> Played:
    """Give an act with the murdered and the places of wars as whom it befell."""
    part = _by_court(_searched(_together(part, cast, lexicon), cast, lexicon), cast)
    return _recalled(_of_bomb(_of_place(_of_victim(part, cast, lexicon), cast, lexicon), cast, lexicon), cast)


def _by_court(part: Played, cast: Cast) -> Played:
    """Let a court have given the sentence that is its own, not suffered it ("the [sentence] of the Supreme Court")."""
    courts = [cast.by_id[ident] for ident in part.recipient]
    given = part.act.mode == CONVICTION and not part.actor and nominal(part.act.core) and bool(courts)
    if given and all(one.sector == "JUD" and one.kind == "organisation" for one in courts):
        return replace(part, actor=part.recipient, recipient=())
    return part


def nominal(word: Token) -> bool:
    """Does a word name a happening rather than tell it: a noun, or a gerund after a preposition ("allegations of meddling")?"""
    gerund = word.tag_ == "VBG" and word.dep_ in ("acl", "advcl", "obl", "nmod") and not syntax.objects(word)
    return word.pos_ in ("NOUN", "PROPN") or (gerund and bool(syntax.prepositions(word)))


def outfitted(part: Played) -> bool:
    """Is only told what some bear, not who gave it to them ("guards [armed] with axes")?"""
    told = part.act.core
    borne = told.dep_ == "acl" and told.tag_ == "VBN" and bool(syntax.obliques(told, "with"))
    return borne and part.act.event == "AID" and not part.actor


def likened(part: Played) -> bool:
    """Is any such deed said to be another ("an [attack] on one is an [attack] on all"), so that neither is told?"""
    noun = part.act.core
    told = syntax.own_subjects(noun) if syntax.children(noun, "cop") else [noun.head] if noun.dep_ == "nsubj" else []
    bare = noun.pos_ == "NOUN" and any(word.lower_ in ("a", "an") for word in syntax.children(noun, "det"))
    return bare and any(word.lemma_ == noun.lemma_ for word in told)


def others_blows(part: Played, cast: Cast) -> bool:
    """Does somebody stop the blows or marches of others, which is no truce of his ("halted [Malian] raids on it")?"""
    if part.act.kinds == ENDED and part.act.about == "PROTEST":  # "imposed a curfew to stop protests"
        return all(cast.by_id[ident].sector in SEIZING for ident in part.actor)
    if part.act.mode != TRUCE or part.act.kinds or part.act.core.pos_ != "VERB":
        return False
    whose = {
        ident
        for blow in syntax.objects(part.act.core)
        for owner in (*arguments.owners(blow), *syntax.obliques(blow, "by"))
        for ident in cast.named_by(owner)
    }
    homes = {cast.by_id[ident].country for ident in part.actor} - {None}
    theirs = whose & set(part.actor) or any(cast.by_id[ident].country in homes for ident in whose)
    return bool(part.actor and whose) and not theirs


def let_go(part: Played, cast: Cast) -> bool:
    """Are people of a known country let go, by whomever ("the two Kenyans were released")?"""
    freed = [cast.by_id[ident] for ident in part.recipient]
    passive = part.act.mode == "release" and syntax.is_passive(part.act.core)
    return passive and any(one.country and one.kind in ("person", "group") for one in freed)


def _of_victim(part: Played, cast: Cast, lexicon: Lexicon) -> Played:
    """Let whose murder, arrest, release or trial it is be whom it befell, where nobody else is told ("the pilot's murder")."""
    act = part.act
    seized = act.mode in SEIZURES and nominal(act.core)
    murdered = act.event == "ASSAULT" and nominal(act.core) and literal.of_class("@suffered", act, lexicon)
    if not (seized or murdered) or act.trigger.i != act.core.i or part.recipient:
        return part
    owners = unique(ident for owner in syntax.possessors(act.core) for ident in cast.named_by(owner))
    people = [cast.by_id[ident] for ident in owners]
    if not people or any(_may_seize(one) if seized else one.kind != "person" for one in people):
        return part
    return replace(part, actor=tuple(ident for ident in part.actor if ident not in owners), recipient=owners)


def _may_seize(actor: Actor) -> bool:
    """Can this one arrest or deport somebody?"""
    return actor.kind in ("state", "place") or (
        actor.kind != "person" and (actor.sector in SEIZING or not actor.sector)
    )


def _of_place(part: Played, cast: Cast, lexicon: Lexicon) -> Played:
    """Let the name before a war or a massacre be where it was, not who made it ("the Iraq war", "the embassy bombing").

    A country's conflict or violence is where it was, too; its war may be one it wages. Who goes by letters ("the US war")
    has no adjective for what it does.
    """
    act = part.act
    part = _of_peoples(part, cast, lexicon)
    hacked = act.mode == "cyber" and nominal(act.core)  # "the DNC hack"
    bare = (act.event == "ASSAULT" or hacked) and not part.recipient and act.trigger.i == act.core.i
    if not bare or syntax.obliques(act.core, "of", "on", "against") or not literal.of_class("@located", act, lexicon):
        return part
    nouns = [noun for noun in syntax.children(act.core, "compound") if hacked or not noun.text.isupper()]
    if literal.of_class("@endured", act, lexicon):
        nouns += syntax.children(act.core, "nmod:poss")
    before = {ident for noun in nouns for word in noun.subtree for ident in cast.named_by(word)}
    armed = any(cast.by_id[ident].sector in ARMED for ident in part.actor)
    placed = bool(part.actor) and set(part.actor) <= before and not armed
    return replace(part, actor=(), recipient=part.actor) if placed else part


def _of_peoples(part: Played, cast: Cast, lexicon: Lexicon) -> Played:
    """Let the peoples whose war is told with no other side be where it was ("the Syrian war", "the Syrian and Yemeni wars")."""
    act = part.act
    told = act.event == "ASSAULT" and act.trigger.i == act.core.i and literal.of_class("@warfare", act, lexicon)
    if not told or syntax.obliques(act.core) or syntax.possessors(act.core):
        return part
    peoples = {
        ident
        for word in syntax.children(act.core, "amod")
        for one in syntax.conjuncts(word)
        for ident in cast.named_by(one)
    }
    both = unique((*part.actor, *part.recipient))
    alone = not part.recipient or act.core.tag_ == "NNS"
    return replace(part, actor=(), recipient=both) if both and alone and set(both) <= peoples else part


def _of_bomb(part: Played, cast: Cast, lexicon: Lexicon) -> Played:
    """Let a bombing by nobody told, unless it is one of a whole town, or by who has no planes, be one with a bomb laid."""
    act = part.act
    grounded = bool(part.actor) and all(cast.by_id[ident].sector in GROUNDED for ident in part.actor)
    told = act.mode == "aerial" and nominal(act.core) and act.trigger.i == act.core.i and (grounded or not part.actor)
    of_town = syntax.obliques(act.core, "of") and not grounded
    if not told or of_town or not literal.of_class("@laid", act, lexicon):
        return part
    mode, cameo = LAID
    return replace(part, act=replace(act, mode=mode, cameo=cameo))


def _searched(part: Played, cast: Cast, lexicon: Lexicon) -> Played:
    """Let raids by police be searches."""
    act = part.act
    if (act.event, act.mode) != ("ASSAULT", None) or not literal.of_class("@search", act, lexicon):
        return part
    police = bool(part.actor) and all(cast.by_id[ident].sector in ("COP", "JUD") for ident in part.actor)
    return replace(part, act=replace(act, event="COERCE", mode="seize", cameo="171")) if police else part


def _recalled(part: Played, cast: Cast) -> Played:
    """Let who is ordered out by his own state be withdrawn, not expelled ("told its diplomats to leave Paris")."""
    act = part.act
    if (act.event, act.mode) != ("SANCTION", "expel") or not part.actor or not part.recipient:
        return part
    homes = {cast.by_id[ident].country for ident in part.actor}
    sent = tuple(ident for ident in part.recipient if cast.by_id[ident].country in homes - {None})
    if not sent or cast.by_id[part.recipient[0]].kind == "state":
        return part
    others = tuple(ident for ident in part.recipient if ident not in sent)
    return replace(part, act=replace(act, mode="withdraw", cameo="161"), recipient=others or sent)


def _together(part: Played, cast: Cast, lexicon: Lexicon) -> Played:
    """Let the exercise of two states be one that they hold together, no show of arms by one."""
    act = part.act
    if act.event != "MOBILIZE" or not literal.of_class("@exercise", act, lexicon):
        return part
    homes = {cast.by_id[ident].country for ident in part.actor} - {None}
    return replace(part, act=replace(act, event="COOPERATE", mode=None, cameo="062")) if len(homes) > 1 else part
