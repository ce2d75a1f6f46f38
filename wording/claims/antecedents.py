"""What words such as "that goal", "the new target", "the current rate of admissions" come back to."""

from collections.abc import Sequence

from wording.claims.draft import Draft, Operand
from wording.claims.sentence import Sentence
from wording.claims.verbs import TARGET
from wording.lexicon import word_sets

_WORDS = word_sets("claims", "antecedents")

_POINTING = _WORDS["pointing"]
_EARLIER = frozenset(["previously", "earlier", "before", "old", "previous", "former"])
_NOW = frozenset(["current", "present", "today's"])
_FIGURES = _WORDS["figures"]
STEM = 4  # letters that "admissions" and "admitted" share


def target_before(sentence: Sentence, first: int, last: int, earlier: Sequence[Draft]) -> Draft | None:
    """The target that the tokens [first, last) come back to: the newest, or for a "new" one what was not said of the past."""
    named = sentence.has(TARGET, first, last)
    if named is None or not any(sentence.words[k] in _POINTING for k in range(max(first, named - 3), named)):
        return None
    targets = [draft for draft in earlier if draft.nature == "target"]
    if sentence.has(frozenset({"new"}), first, last) is not None:
        targets = [
            d for d in targets if d.sentence.has(_EARLIER, d.sentence.first, d.sentence.last) is None
        ] or targets
    return targets[-1] if targets else None


def figure_before(sentence: Sentence, first: int, last: int, earlier: Sequence[Draft]) -> Draft | None:
    """The amount that "that number", "this figure", "it" come back to."""
    words = sentence.words[first:last]
    if not words or words[-1] not in _FIGURES or len(words) > 2:
        return None
    return next((draft for draft in reversed(earlier) if draft.amount), None)


def present_level(sentence: Sentence, first: int, last: int, earlier: Sequence[Draft]) -> Operand | None:
    """The amounts given before for what "the current rate of admissions" names, added up where they go together."""
    now = sentence.has(_NOW, first, last)
    if now is None:
        return None
    stems = {word[:STEM] for word in sentence.words[now + 1 : last] if len(word) > STEM}
    fitting = [
        d
        for d in earlier
        if d.amount and d.nature != "target" and d.measure and stems & {w[:STEM] for w in d.measure.split()}
    ]
    if not fitting:
        return None
    together = [d for d in fitting if d.sentence is fitting[-1].sentence and d.measure == fitting[-1].measure]
    amounts = [amount for d in together if (amount := d.amount)]
    return amounts[0] if len(amounts) == 1 else {"sum": amounts, "period": "current"}
