"""Conditions compiled to decision diagrams: the logical frame; what an atom means is told by its owner."""

from collections.abc import Callable, Mapping, Sequence

from oxidd.bdd import BDDFunction

from .model import All, AnyOf, Atom, Condition, Fact, Not, Unknown


def compiled(
    condition: Condition,
    facts: Mapping[str, Condition],
    atom: Callable[[Atom | Unknown], BDDFunction],
    true: BDDFunction,
    memo: dict[str, BDDFunction],
) -> BDDFunction:
    """The diagram of a condition; `memo` keeps those of facts for the same `atom`."""
    match condition:
        case All(members):
            result = true
            for member in members:
                result = result & compiled(member, facts, atom, true, memo)
            return result
        case AnyOf(members):
            result = ~true
            for member in members:
                result = result | compiled(member, facts, atom, true, memo)
            return result
        case Not(member):
            return ~compiled(member, facts, atom, true, memo)
        case Fact(name):
            if name not in memo:
                memo[name] = compiled(facts[name], facts, atom, true, memo)
            return memo[name]
    return atom(condition)


def counted(
    functions: Sequence[BDDFunction], low: int | None, high: int | None, true: BDDFunction
) -> BDDFunction:
    """The diagram of: from `low` to `high` of these functions hold."""
    most = len(functions) if high is None else high
    # exactly[k]: k of the functions so far hold, for k up to most; more than that is of no interest.
    exactly = [true]
    for function in functions:
        grown = [exactly[0] & ~function]
        for k in range(1, len(exactly)):
            grown.append((exactly[k] & ~function) | (exactly[k - 1] & function))
        if len(exactly) <= most:
            grown.append(exactly[-1] & function)
        exactly = grown
    result = ~true
    for diagram in exactly[low or 0:]:
        result = result | diagram
    return result
