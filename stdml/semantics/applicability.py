"""Whether a limit applies to a result: conditions, exceptions, special limits in place of general ones."""

from __future__ import annotations

from stdml.language import say
from stdml.semantics import conditions
from stdml.semantics.results import Result
from stdml.semantics.targets import Cell, Target
from stdml.semantics.verdicts import Decision


def applicability(target: Target, cell: Cell, result: Result) -> Decision | None:
    """Return why a limit does not apply to a result, or that this is not known; None where it applies."""
    demand = target.demand
    stated = dict.fromkeys(filter(None, (demand.condition, cell.indicator.condition)))
    for condition in stated:
        # A condition that only repeats the class of the cell was answered by it.
        if conditions.class_key(condition) in map(conditions.class_key, cell.classes.values()):
            continue
        answer = conditions.holds(condition, result.condition)
        if answer is None:
            words = say("没有说明条件“{c}”是否成立", "it is not stated whether {c!r} holds", c=condition)
            return Decision("indeterminate", words)
        if not answer:
            words = say("条件“{c}”不成立", "the condition {c!r} does not hold", c=condition)
            return Decision("not-applicable", words)
    for exception in demand.exceptions:
        if conditions.holds(exception, result.condition):
            words = say("属于例外“{e}”", "the exception {e!r} applies", e=exception)
            return Decision("not-applicable", words)
    for special in target.specials:
        if _special_holds(special, result):
            words = say(
                "适用特别规定的限值 {limit}", "the special limit {limit} applies", limit=special.limit.text
            )
            return Decision("not-applicable", words)
    return None


def _special_holds(special: Cell, result: Result) -> bool | None:
    """Return whether a result belongs to the class and meets the condition of a special limit."""
    known = {name: frozenset({conditions.class_key(value)}) for name, value in special.classes.items()}
    answer, _ = conditions.in_class(special.classes, result.condition, known)
    return conditions.all_of([answer, conditions.holds(special.indicator.condition or "", result.condition)])


def unless_excepted(target: Target, cell: Cell, result: Result, decision: Decision) -> Decision:
    """Return that a limit was failed, unless an exception might apply of which the result says nothing."""
    for exception in target.demand.exceptions:
        if conditions.holds(exception, result.condition) is None:
            words = say("{reason}；没有说明例外“{e}”是否适用",
                        "{reason}; it is not stated whether {e!r} applies",
                        reason=decision.reason, e=exception)  # fmt: skip
            return Decision("indeterminate", words)
    for special in target.specials:
        # What fails here fails a special limit that is stricter, too.
        stricter = special.limit.kind == "numbers" and special.limit.numbers <= cell.limit.numbers
        if not stricter and _special_holds(special, result) is None:
            words = say("{reason}；没有说明是否适用 {limit}",
                        "{reason}; it is not stated whether {limit} applies",
                        reason=decision.reason, limit=special.limit.text)  # fmt: skip
            return Decision("indeterminate", words)
    return decision
