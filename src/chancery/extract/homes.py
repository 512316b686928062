"""Whose government "the government" is: bodies and offices without a name or an owner in an article set in one country.

"The authorities in Mali" are Mali's; so is of Mali whom the article only calls "Interior Minister Roe". Otherwise nobody is
guessed: the article speaks of no other country, or for the most part of one, which is also the only one spoken of in the
paragraph since the sentence before; or the body tells what one state did ("Mali shut its border, the ministry said"), or one
of its own country deals with it ("the Malian opposition accused the government"), as does whoever is of the country that the
article is about; a ministry is its minister's; police who tell of a place, act behind a crowd or where the article was sent
from are of that country, the government that rebels deal with is of theirs. Whose envoy it summons, it is not.
"""

from __future__ import annotations

import re
from bisect import bisect_left

import msgspec

from chancery.extract import syntax
from chancery.extract.findings import Cast
from chancery.extract.setting import Setting
from chancery.extract.who import foreign, namesakes
from chancery.extract.who.headcounts import BY_PEOPLE, COUNT
from chancery.extract.who.unowned import Bodies
from chancery.lexicon import Lexicon
from chancery.lexicon.actor_rows import INTERNATIONAL, Reference
from chancery.lexicon.events import EventTables
from chancery.lexicon.names import slug
from chancery.model import Actor, Article, Mention, Place
from chancery.tokens import Doc, Token

# The sectors of those who hold an office of a state.
OF_STATE = frozenset({"GOV", "LEG", "JUD", "COP", "MIL", "OPP"})
# Those of these deal with the bodies of their own state; a government does with its parliament.
DOMESTIC = frozenset({"OPP", "LEG", "PTY", "JUD"})
# The sectors of parliaments, of those who rule, and of those who rise against them; what opens a known body's name.
PARLIAMENT, RULING, REBELS, THE = "LEG", frozenset({"GOV", "MIL"}), "REB", "the "
# The sectors of the bodies on which a head of state, of whatever country, may act as on his own.
AT_HOME = frozenset({"LEG", "JUD", "MIL", "COP"})
# The sectors of the bodies that act for the state of an official just spoken of: of armies, the other's may be meant.
CIVIL = frozenset({"GOV", "LEG", "JUD", "PTY"})
# The sectors of those who are of the place where they work, and, with these, of those who act at home alone.
WORKING = frozenset({"LAB", "EDU", "MED", "AGR"})
LOCAL = WORKING | {"COP", "JUD"}
# Those with whom the police and courts of their own state deal; what may stand between a body and its place.
RIVALS = frozenset({"OPP", "PTY", "LEG"})
BEHIND = re.compile(r" (?:in (?:\w+ ){0,2}|in the (?:[a-z]+ ){1,3}of |of (?:[A-Z]\w+,? )?(?:in )?)")
# The class of verbs by which those in power give orders; as what somebody is told to whom a thing is done; who heads what.
COMMANDING, SUFFERED, MINISTER, MINISTRY = "commanding", ("obj", "nsubj:pass"), "minister", "ministry"


def find_homes(
    doc: Doc, article: Article, actors: tuple[Actor, ...], places: tuple[Place, ...], lexicon: Lexicon
) -> tuple[Actor, ...]:
    """Give the actors, the bare bodies and offices of the state among them with the country that the article is set in."""
    actors = namesakes.at_home(doc, actors, places, lexicon)
    bodies = Bodies(doc, article, lexicon.actors, lexicon.events.classed(COUNT))
    bare = [actor for actor in actors if bodies.is_bare(actor)]
    titled = [actor for actor in actors if _is_titled(actor)]
    placed = [actor for actor in actors if bodies.is_placed(actor)]
    working = [one for one in actors if one.kind == "group" and one.country is None and one.sector in WORKING]
    if not bare and not titled and not placed and not working:
        return actors
    setting, cast = Setting.of(doc, actors, places, lexicon), Cast(actors)
    hosts = {actor.id: foreign.hosts(actor, doc, cast, lexicon.events) for actor in titled}
    homes = {
        actor.id: _set_at_first(actor, setting, abroad) or _led_in(actor, doc, cast, setting, abroad)
        for actor in titled
        if not hosts[actor.id]
        for abroad in [foreign.dealt_with(actor, doc, cast, lexicon.events)]
    }
    actors = tuple(_at_home(actor, homes.get(actor.id), bodies) for actor in actors)
    cast = Cast(actors)
    homes |= {
        actor.id: _beside(actor, article, setting)
        or _commanded(actor, doc, cast, lexicon)
        or _staged(actor, doc, setting)
        or _acting_at(actor, doc, places, setting)
        or _dealt_with(actor, doc, cast, setting.main)
        or _prosecuting(actor, doc, cast)
        or _set_in(actor, setting, abroad)
        or _faced(actor, doc, cast, setting, lexicon.actors.heads)
        or _spoken_for(actor, doc, cast, setting)
        or _spoken_of(actor, doc, cast)
        or namesakes.owned_before(actor, actors)
        or _of_official(actor, actors, setting, abroad)
        or _headed(actor, actors, abroad)
        or _led_up_to(actor, bodies, cast, setting, lexicon.events)
        or _suffering(actor, doc, places, lexicon.events)
        or _telling_of(actor, bodies, places)
        or _risen_against(actor, doc, cast)
        or foreign.left_over(actor, doc, cast, setting.told_since(0, min(_offsets(actor))), abroad)
        for actor in bare
        for abroad in [foreign.dealt_with(actor, doc, cast, lexicon.events)]
    }
    homes |= {
        actor.id: _sent_from(actor, {host.country or homes.get(host.id) for host in hosts[actor.id]}, setting)
        for actor in titled
        if hosts[actor.id]
    }
    homes |= {actor.id: _beside(actor, article, setting) for actor in placed}
    homes |= {
        actor.id: homes.get(actor.id) or _beside(actor, article, setting) or _acting_at(actor, doc, places, setting)
        for actor in working
    }
    actors = tuple(_at_home(actor, homes.get(actor.id), bodies) for actor in actors)
    cast = Cast(actors)  # with those whose homes are known only now
    homes = {actor.id: _led_up_to(actor, bodies, cast, setting, lexicon.events) for actor in bare}
    return tuple(_at_home(actor, homes.get(actor.id), bodies) for actor in actors)


def _beside(actor: Actor, article: Article, setting: Setting) -> str | None:
    """Give the country that stands right behind a body ("the authorities in Mali", "the mayor of Lagos"), if it is one."""
    found = {_behind(mention.span[1], article, setting) for mention in actor.mentions if mention.how != "pronoun"} - {
        None
    }
    return found.pop() if len(found) == 1 else None


def _behind(end: int, article: Article, setting: Setting) -> str | None:
    place = bisect_left(setting.told, (end, ""))
    if place == len(setting.told):
        return None
    start, country = setting.told[place]
    named = article.text[start].isupper() or article.text[start : start + len(THE)] == THE  # "state media in the North"
    return country if named and BEHIND.fullmatch(article.text[end:start]) else None


def _acting_at(actor: Actor, doc: Doc, places: tuple[Place, ...], setting: Setting) -> str | None:
    """Give the country told, or the article's, where those act, or suffer, who do so at home ("Police held two in [Yerevan]")."""
    if actor.sector not in LOCAL:
        return None
    nouns = [noun.head if noun.dep_ == "compound" else noun for noun in foreign.nouns(actor, doc)]
    clauses = {syntax.clause_of(noun).i for noun in nouns if noun.dep_ in (*syntax.SUBJECTS, *SUFFERED)}
    return _country_in(clauses, doc, places) or (setting.stage if clauses else None)


def _country_in(clauses: set[int], doc: Doc, places: tuple[Place, ...]) -> str | None:
    """Give the one country of the places that stand in some clauses."""
    at = ((place, doc.char_span(*place.span, alignment_mode="expand")) for place in places if place.country and clauses)
    there = (
        (place, span.root)
        for place, span in at
        if span is not None and syntax.prepositions(span.root) not in ("from", "to")
    )
    told = {place.country for place, word in there if syntax.clause_of(word).i in clauses}
    return told.pop() if len(told) == 1 else None


def _prosecuting(actor: Actor, doc: Doc, cast: Cast) -> str | None:
    """Give the one country of the rivals of those in power whom police or courts act on ("Prosecutors charged [Machado]")."""
    if actor.sector not in ("COP", "JUD"):
        return None
    words = (doc.char_span(*mention.span, alignment_mode="expand") for mention in actor.mentions)
    acting = [word.root.head for word in words if word is not None and word.root.dep_ == "nsubj"]
    suffering = [noun for verb in acting for noun in syntax.objects(verb)]
    dealt_with = [cast.by_id[ident] for noun in suffering for ident in cast.named_by(noun)]
    found = {one.country for one in dealt_with if one.sector in RIVALS and one.country not in (None, *INTERNATIONAL)}
    return found.pop() if len(found) == 1 else None


def _dealt_with(actor: Actor, doc: Doc, cast: Cast, main: str | None) -> str | None:
    """Give the one country of those at home who act on a body ("the Malian opposition accused the government")."""
    doers = {
        one.country
        for noun in foreign.nouns(actor, doc)
        if noun.head.pos_ == "VERB" and (noun.dep_ in ("obj", "iobj") or syntax.prepositions(noun) in foreign.REACHING)
        for subject in syntax.subjects(noun.head)
        for one in map(cast.by_id.__getitem__, cast.named_by(subject))
        if _at_home_with(one, actor, noun, main)
    } - {None}
    return doers.pop() if len(doers) == 1 else None


def _at_home_with(one: Actor, body: Actor, noun: Token, main: str | None) -> bool:
    """Does one who acts on a body do so as one of the same state? Armies hurt people abroad as well."""
    if one.country == main and one.sector in OF_STATE:
        return one.sector != "MIL" or body.sector != "CVL"
    if noun.dep_ not in ("obj", "iobj") or main not in (None, one.country):
        return False
    return one.sector in DOMESTIC or (body.sector == PARLIAMENT and one.sector == "GOV" and one.kind == "person")


def _staged(actor: Actor, doc: Doc, setting: Setting) -> str | None:
    """Give the country where the paragraphs are set in which a body acts ("In Phnom Penh, the foreign ministry said")."""
    nouns = foreign.nouns(actor, doc)
    if any(noun.dep_ not in syntax.SUBJECTS or noun.head.dep_ != "ROOT" for noun in nouns):
        return None
    scenes = {setting.scene_at(noun.idx) for noun in nouns}
    return scenes.pop() if len(scenes) == 1 else None


def _faced(actor: Actor, doc: Doc, cast: Cast, setting: Setting, heads: frozenset[str]) -> str | None:
    """Give the country that an article is about to a body on which only others act ("France urged the government")."""
    main, nouns = setting.main, foreign.nouns(actor, doc)
    faced = [_is_faced(noun, actor, cast, setting, heads) for noun in nouns]
    return main if main and faced and all(faced) else None


def _is_faced(noun: Token, body: Actor, cast: Cast, setting: Setting, heads: frozenset[str]) -> bool:
    """Is everybody who acts on a body of another country than the article's, and no president who may do so at home?"""
    doers = [cast.by_id[ident] for word in foreign.doers(noun) for ident in cast.named_by(word)]
    countries = {one.country for one in doers}
    alone = len(doers) == 1 and doers[0].role in heads and body.sector in AT_HOME
    main = {setting.main}
    abroad = bool(doers) and not alone and countries.isdisjoint({None, *main})
    return abroad and setting.since(noun.idx) - countries <= main


def _of_official(actor: Actor, actors: tuple[Actor, ...], setting: Setting, abroad: set[str | None]) -> str | None:
    """Give the one country of which a paragraph speaks before a body, where one of its officials is spoken of."""
    if actor.sector not in CIVIL:
        return None
    told = [setting.told_before(offset) for offset in _offsets(actor)]
    countries = set[str]().union(*told)
    if len(countries) != 1 or not all(told) or countries <= abroad:
        return None
    country = countries.pop()
    officials = [one for one in actors if one.kind == "person" and one.country == country and _rules(one)]
    since = [(setting.paragraph_at(offset), offset) for offset in _offsets(actor)]
    near = all(any(a <= spoken < b for one in officials for spoken in _offsets(one)) for a, b in since)
    return country if near else None


def _commanded(actor: Actor, doc: Doc, cast: Cast, lexicon: Lexicon) -> str | None:
    """Give the one country of the heads of state or government who give orders to a body ("Lee ordered [the military] to")."""
    commanding, heads = lexicon.events.classed(COMMANDING), lexicon.actors.heads
    verbs = [
        noun.head
        for noun in foreign.nouns(actor, doc)
        if noun.dep_ in ("obj", "iobj") and noun.head.lemma_ in commanding
    ]
    chiefs = [cast.by_id[ident] for verb in verbs for word in syntax.subjects(verb) for ident in cast.named_by(word)]
    countries = {one.country for one in chiefs if one.role in heads}
    return countries.pop() if actor.sector in AT_HOME and len(countries) == 1 else None


def _headed(body: Actor, actors: tuple[Actor, ...], abroad: set[str | None]) -> str | None:
    """Give the country of the one minister of whom an article tells who heads a ministry ("the foreign ministry")."""
    field, _, noun = body.name.lower().removeprefix("the ").rpartition(" ")
    if noun != MINISTRY or not field:
        return None
    heads = {one.country for one in actors if one.kind == "person" and (one.role or "") == f"{field} {MINISTER}"}
    return heads.pop() if len(heads) == 1 and not heads <= abroad else None


def _set_in(actor: Actor, setting: Setting, abroad: set[str | None]) -> str | None:
    """Give the country that the article speaks of where a body stands, but for one that it deals with as with a foreign one."""
    country = setting.country_at(_offsets(actor))
    return None if country in abroad else country


def _set_at_first(actor: Actor, setting: Setting, abroad: set[str | None]) -> str | None:
    """Give the country that the article speaks of where it first names an official, but for one that he accuses."""
    country = setting.country_at(_offsets(actor)[:1])
    return None if country in abroad else country


def _sent_from(envoy: Actor, hosts: set[str | None], setting: Setting) -> str | None:
    """Give the one country of which an article has told, besides the envoy's hosts, in his paragraph or else before it."""
    first = min(_offsets(envoy), default=0)
    scopes = (setting.told_before(first), setting.told_since(0, first))
    others = (told - hosts for told in scopes if None not in hosts)
    found = next(filter(None, others), set[str]())
    return found.pop() if len(found) == 1 else None


def _suffering(actor: Actor, doc: Doc, places: tuple[Place, ...], tables: EventTables) -> str | None:
    """Give the one country of the places at which things are done to some people ("a raid on [Odesa] wounded ten people"),
    or where they come together ("hundreds of people rallied in [Tbilisi]")."""
    if actor.kind != "group":
        return None
    nouns = (noun.head if noun.head.lower_ in tables.classed(COUNT) else noun for noun in foreign.nouns(actor, doc))
    clauses = [syntax.clause_of(noun) for noun in nouns if noun.dep_ in SUFFERED or _comes_together(noun, tables)]
    around = {clause.i for clause in clauses} | {
        syntax.clause_of(clause.head).i for clause in clauses if clause.dep_ in syntax.RELATIVES or clause.tag_ == "VBG"
    }
    return _country_in(around, doc, places)


def _comes_together(noun: Token, tables: EventTables) -> bool:
    """Do some people do what only a crowd does?"""
    lemmas = tables.verb_forms.get(noun.head.lower_, ()) if noun.dep_ == "nsubj" else ()
    return any(BY_PEOPLE in tables.classes_of.get(lemma, ()) for lemma in lemmas)


def _led_up_to(actor: Actor, bodies: Bodies, cast: Cast, setting: Setting, tables: EventTables) -> str | None:
    """Give the state that acts in the sentence before a body does ("Chad shut its border. The ministry said"), unless the
    article is about another, or the body speaks for those to whom things are done ("The health ministry said")."""
    nouns, rows = foreign.nouns(actor, bodies.doc), map(bodies.row, actor.mentions)
    if not nouns or any(row and row.sectors for row in rows) or any(noun.dep_ != "nsubj" for noun in nouns):
        return None
    acting = {_acting_before(noun, bodies.doc, cast, setting, local=actor.sector in LOCAL) for noun in nouns}
    about = setting.main in (None, *acting) or actor.sector in LOCAL
    country = acting.pop() if len(acting) == 1 and about else None
    return None if country in foreign.dealt_with(actor, bodies.doc, cast, tables) else country


def _led_in(actor: Actor, doc: Doc, cast: Cast, setting: Setting, abroad: set[str | None]) -> str | None:
    """Give the state that acts in the sentence before an official speaks ("Chad shut its border. Interior Minister Roe said")."""
    first = next(
        (noun for noun in foreign.nouns(actor, doc) if noun.dep_ == "nsubj" and noun.head.dep_ == "ROOT"), None
    )
    country = _acting_before(first, doc, cast, setting) if first is not None else None
    return None if country in abroad else country


def _acting_before(noun: Token, doc: Doc, cast: Cast, setting: Setting, local: bool = False) -> str | None:
    """Give the one country of those in power, or to the ``local`` police of some people, who act in the sentence before."""
    start = setting.sentence_at(noun.idx)
    place = bisect_left(setting.starts, start) - 1
    if place < 0 or start in setting.opening or setting.told_since(start, noun.idx):
        return None
    before = doc.char_span(setting.starts[place], setting.starts[place] + 1, alignment_mode="expand")
    roots = (word for word in before.root.sent if word.dep_ == "ROOT") if before is not None else ()
    subjects = [subject for root in roots for subject in syntax.own_subjects(root)]
    acting = [cast.by_id[ident] for word in subjects for ident in cast.named_by(word)]
    found = {one.country for one in acting if _rules(one) or (local and one.kind == "group")}
    return found.pop() if len(found) == len(subjects) == 1 else None


def _telling_of(actor: Actor, bodies: Bodies, places: tuple[Place, ...]) -> str | None:
    """Give the one country of the places told of by those who tell of home alone ("Ten fell in [Odesa], police said")."""
    rows = [row for mention in actor.mentions if (row := bodies.row(mention))]
    if actor.sector not in LOCAL and not any(row.sectors for row in rows):
        return None
    verbs = [noun.head for noun in foreign.nouns(actor, bodies.doc) if noun.dep_ == "nsubj"]
    told = [syntax.children(verb, "ccomp") or [verb.head] for verb in verbs]
    return _country_in({clause.i for clauses in told for clause in clauses}, bodies.doc, places)


def _risen_against(actor: Actor, doc: Doc, cast: Cast) -> str | None:
    """Give the country of the rebels who act, or suffer, where a government is told of ("[M23] left when the army came")."""
    nouns = foreign.nouns(actor, doc) if actor.sector in RULING else []
    roots = {word for noun in nouns for word in noun.sent if word.dep_ == "ROOT"}
    told = [word for root in roots for word in (*syntax.own_subjects(root), *syntax.objects(root))]
    acting = [cast.by_id[ident] for word in told for ident in cast.named_by(word)]
    found = {one.country for one in acting if one.sector == REBELS} - INTERNATIONAL
    return found.pop() if len(found) == 1 else None


def _spoken_for(actor: Actor, doc: Doc, cast: Cast, setting: Setting) -> str | None:
    """Give the one state whose act a body tells ("Niger left, the ministry said"), for officials where the article is from; an
    army's deeds both sides tell, and one at home only where the article is from there."""
    doers = [_told_by(noun.head, cast) for noun in foreign.nouns(actor, doc) if noun.dep_ == "nsubj"]
    told = {one.country for one in doers if one and (one.kind == "state" or one.sector == "GOV")} - {None}
    armies = {one.country for one in doers if one and one.sector == "MIL"} & {setting.stage} - {None}
    filed = setting.told_since(*setting.filed) if actor.kind == "group" and told else set()
    return home.pop() if len(home := filed or told or armies) == 1 else None


def _spoken_of(actor: Actor, doc: Doc, cast: Cast) -> str | None:
    """Give the one country of the officials in whose words a body acts ("the prime minister said [the army] would fire")."""
    told = {_teller(noun, cast) for noun in foreign.nouns(actor, doc) if noun.dep_ in syntax.SUBJECTS}
    return told.pop() if len(told) == 1 else None


def _teller(noun: Token, cast: Cast) -> str | None:
    """Give the country of the official who tells the clause of a noun."""
    clause = syntax.clause_of(noun)
    tellers = syntax.own_subjects(clause.head) if clause.dep_ == "ccomp" else []
    found = {one.country for word in tellers for one in map(cast.by_id.__getitem__, cast.named_by(word)) if _rules(one)}
    return found.pop() if len(found) == 1 else None


def _rules(one: Actor) -> bool:
    """Is this somebody in office, or a state?"""
    return one.sector in OF_STATE and one.kind in ("person", "state") and one.country not in INTERNATIONAL


def _told_by(verb: Token, cast: Cast) -> Actor | None:
    """Give the state, government or army that is the subject of what a verb tells."""
    clauses = [verb.head] if verb.dep_ == "parataxis" else syntax.children(verb, "ccomp")
    heads = [subject for clause in clauses[:1] for subject in syntax.own_subjects(clause)]
    actors = [cast.by_id[ident] for head in heads[:1] for _, ident, _ in cast.covering(head.idx)[:1]]
    return next((one for one in actors if one.kind == "state" or one.sector in RULING), None)


def _offsets(actor: Actor) -> list[int]:
    return [mention.span[0] for mention in actor.mentions if mention.how != "pronoun"]


def _is_titled(actor: Actor) -> bool:
    """Is this somebody whose office of state the article tells beside the name, but not of which state?"""
    told = (one for one in actor.mentions if one.because.startswith("en/agents.csv:"))
    titled = any(one.how == "title" or one.because.endswith("/title") for one in told)
    return actor.kind == "person" and actor.country is None and actor.sector in OF_STATE and titled


def _at_home(actor: Actor, country: str | None, bodies: Bodies) -> Actor:
    if country is None or actor.country is not None:
        return actor
    mentions = tuple(_explained(mention, bodies.row(mention)) for mention in actor.mentions)
    identifier = slug(country, actor.sector) if actor.sector and actor.kind != "person" else actor.identifier
    return msgspec.structs.replace(actor, country=country, identifier=identifier, mentions=mentions)


def _explained(mention: Mention, row: Reference | None) -> Mention:
    if row is None or mention.how == "pronoun":
        return mention
    return msgspec.structs.replace(mention, because=f"{mention.because} + {row.cause}")
