"""The words by which an article refers to whom it has named: pronouns, general nouns, offices, parts of the world."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from chancery.lexicon.actor_rows import Reference, Region
from chancery.lexicon.names import Matcher

# Sorts of words that tell of an office or of who else is meant, and refer to nobody by themselves.
OFFICES = frozenset(
    (
        "abroad apart creed crowd definite edge epithet four head home indefinite issued leading league particle past running "
        "sent serving thing three two uttered voice water"
    ).split()
)


@dataclass(frozen=True, kw_only=True)
class ReferenceTables:
    """The rows of these words, and the words by their sorts."""

    references: tuple[Reference, ...]
    regional: tuple[Region, ...]

    @cached_property
    def reference_words(self) -> Matcher[Reference]:
        """Finds pronouns and general nouns in lowered text."""
        return Matcher({row.word.lower(): (row,) for row in self.references if row.sort not in OFFICES})

    @cached_property
    def apart(self) -> frozenset[str]:
        """The words by which a description means another than the one just named ("the rival group")."""
        return self._of_sort("apart")

    @cached_property
    def things(self) -> frozenset[str]:
        """The words that end the names of happenings, works and honors ("the Iraq [War]")."""
        return self._of_sort("thing")

    @cached_property
    def particles(self) -> frozenset[str]:
        """The small words within names ("Marcos [do] Val")."""
        return self._of_sort("particle")

    @cached_property
    def waters(self) -> frozenset[str]:
        """The words that end, or open with "of", the names of seas, gulfs and valleys."""
        return self._of_sort("water")

    @cached_property
    def vessels(self) -> frozenset[str]:
        """The nouns for ships and storms, before whose names they stand."""
        return self._of_sort("vessel")

    @cached_property
    def collectives(self) -> frozenset[str]:
        """The words for those on either side ("the sides")."""
        return self._of_sort("collective")

    @cached_property
    def creeds(self) -> frozenset[str]:
        """The words of which parties of many states are called."""
        return self._of_sort("creed")

    @cached_property
    def regions(self) -> dict[str, Region]:
        """The words for parts of the world, lowered, with the states of which they may be said."""
        return {row.word.lower(): row for row in self.regional}

    @cached_property
    def heads(self) -> frozenset[str]:
        """The offices of those who lead a state, a government or a movement."""
        return self._of_sort("head")

    @cached_property
    def rulers(self) -> frozenset[str]:
        """The offices among them whose holders a bare family name means before others ("Trump")."""
        return frozenset(row.word for row in self.references if row.sort == "head" and "GOV" in row.sectors)

    @cached_property
    def voices(self) -> frozenset[str]:
        """The offices of those who only speak for others ("spokesman")."""
        return self._of_sort("voice")

    @cached_property
    def homes(self) -> dict[str, Reference]:
        """The bodies and offices of a state that without an owner are those of the country spoken of, by their nouns."""
        return {row.word: row for row in self.references if row.sort in ("home", "crowd")}

    @cached_property
    def plurals(self) -> frozenset[str]:
        """The pronouns and nouns for bodies that mean several, whatever their form ("they", "police")."""
        return frozenset(
            row.word for row in self.references if row.number == "many" and row.sort in ("pronoun", "home", "crowd")
        )

    @cached_property
    def opposites(self) -> frozenset[str]:
        """The words that tell that the other of two states is meant ("its neighbor", "the rival nation")."""
        return self._of_sort("opposite")

    @cached_property
    def epithets(self) -> dict[str, Reference]:
        """The nouns that with "the" mean somebody just named, by their lemmas."""
        return {row.word: row for row in self.references if row.sort == "epithet"}

    @cached_property
    def definite(self) -> frozenset[str]:
        """The words that open a description of those who are known ("the", "both")."""
        return self._of_sort("definite")

    @cached_property
    def indefinite(self) -> frozenset[str]:
        """The words that open a description of nobody in particular ("a", "every")."""
        return self._of_sort("indefinite")

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many are told, by the words that tell it ("two", "both")."""
        return {row.word: row.count for row in self.references if row.sort in ("two", "three", "four") and row.count}

    @cached_property
    def leagues(self) -> frozenset[str]:
        """The nouns for a body of several states, however far before it was named ("the bloc")."""
        return self._of_sort("league")

    @cached_property
    def past(self) -> frozenset[str]:
        """The words before an office that say that somebody held it ("former")."""
        return self._of_sort("past")

    @cached_property
    def leading(self) -> frozenset[str]:
        """The roles that say no more than that somebody leads ("leader")."""
        return self._of_sort("leading")

    @cached_property
    def lands(self) -> frozenset[str]:
        """The nouns for states ("the country")."""
        return frozenset(
            row.word for row in self.references if row.kinds == ("state",) and row.sort in ("noun", "land")
        )

    @cached_property
    def realms(self) -> frozenset[str]:
        """Those of them that need nothing beside them to mean a state ("the nation of Tuvalu")."""
        return frozenset(row.word for row in self.references if row.kinds == ("state",) and row.sort == "noun")

    @cached_property
    def running(self) -> frozenset[str]:
        """The nouns for who runs for an office, any of which may stand for another ("nominee")."""
        return self._of_sort("running")

    @cached_property
    def abroad(self) -> frozenset[str]:
        """The words that tell that somebody is not of the country spoken of ("foreign")."""
        return self._of_sort("abroad")

    @cached_property
    def serving(self) -> frozenset[str]:
        """The nouns for those who head no state or government ("the diplomat")."""
        return self._of_sort("serving")

    @cached_property
    def halves(self) -> frozenset[str]:
        """The words that one of two states of a name begins with ("North")."""
        return self._of_sort("half")

    @cached_property
    def sent(self) -> frozenset[str]:
        """The offices of those who are not of the state that they are for ("an [envoy] for Libya")."""
        return self._of_sort("sent")

    @cached_property
    def issued(self) -> frozenset[str]:
        """The nouns for what is printed in the words of who issues it ("[statement] by the President")."""
        return self._of_sort("issued")

    @cached_property
    def edges(self) -> frozenset[str]:
        """The words for where a state ends, behind whose name they do not speak of it ("near the Malian [border]")."""
        return self._of_sort("edge")

    @cached_property
    def uttered(self) -> frozenset[str]:
        """The nouns for what a government says or gives, whose capital stands for it behind "from" ("[pressure] from Rome")."""
        return self._of_sort("uttered")

    def _of_sort(self, sort: str) -> frozenset[str]:
        return frozenset(row.word for row in self.references if row.sort == sort)
