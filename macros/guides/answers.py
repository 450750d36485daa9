"""What can be answered to a question: shared answers taken over, kinds and bounds checked."""

from ..conditions.quantities import DEFAULT_BOUNDS, WHAT, AnswerType, Kind, Unlike, text_of, whole
from ..finding import Finding, did_you_mean
from .plan import At
from .questions import Answerable, Option, Question
from .surroundings import Surroundings

YES_NO = {"yes": "Yes", "no": "No"}
_ONLY = {"min": "a quantity", "max": "a quantity", "decimals": "a number", "unit": "a number"}


def merged(question: Question, at: At, surroundings: Surroundings, findings: list[Finding]) -> Question:
    """The question with the texts and options of its shared answer taken over, `yes` and `no` added."""
    options = dict(question.options)
    if question.shared:
        known = surroundings.shared_answers.answers if surroundings.shared_answers else {}
        shared = known.get(question.shared)
        if not shared:
            findings.append((at / "shared").finding(
                "G01", f'There is no shared answer named "{question.shared}".', did_you_mean(question.shared, known)
            ))
            return question
        if question.answer and question.answer != (shared.answer or "one"):
            findings.append((at / "answer").finding(
                "G01", f'The shared answer "{question.shared}" is of the kind "{shared.answer or "one"}".',
                "Leave the kind out: it is taken over.",
            ))
        taken = {name: getattr(shared, name) for name in (*Answerable.model_fields, "ask")
                 if name not in question.model_fields_set}
        taken["answer"] = shared.answer
        theirs = _with_yes_no(shared.answer, dict(shared.options))
        for option_id in options:
            if option_id not in theirs:
                findings.append((at / "options" / option_id).finding(
                    "G01", f'"{option_id}" is not an option of the shared answer "{question.shared}".',
                    did_you_mean(option_id, theirs) or f"Its options: {', '.join(theirs)}.",
                ))
        chosen = _with_yes_no(shared.answer, options) if options else theirs
        merged_options = {option_id: _over(option, theirs.get(option_id)) for option_id, option in chosen.items()}
        return question.model_copy(update={**taken, "options": merged_options})
    return question.model_copy(update={"options": _with_yes_no(question.answer, options)})


def _with_yes_no(answer: str | None, options: dict[str, Option]) -> dict[str, Option]:
    if answer != "yes-no":
        return options
    both = {word: _over(options.get(word, Option()), Option(label=label)) for word, label in YES_NO.items()}
    return {**both, **{option_id: option for option_id, option in options.items() if option_id not in both}}


def _over(option: Option, under: Option | None) -> Option:
    """An option with label and hint taken from another where it has none."""
    if not under:
        return option
    return option.model_copy(update={"label": option.label or under.label, "hint": option.hint or under.hint})


def kind_of(question: Question, at: At, findings: list[Finding]) -> Kind | None:
    """The kind of answer; None, with findings, where the question is at fault."""
    before = len(findings)
    word = question.answer or "one"
    kind: AnswerType = "one" if word == "yes-no" else word
    if not question.ask:
        findings.append(at.finding("S01", '"ask" is missing here.', "Add it."))
    if kind in ("one", "many"):
        _check_options(question, kind, at, findings)
        bounds: tuple[int, int] | None = (0, 0)
    else:
        if question.options:
            findings.append((at / "options").finding(
                "G01", f"The answer is {WHAT[kind]}, so it has no options.",
                "Take them out, or change the kind of answer.",
            ))
        bounds = _bounds(question, kind, at, findings)
    for name, only in _ONLY.items():
        fits = kind not in ("one", "many") if only == "a quantity" else kind == "number"
        if getattr(question, name) is not None and not fits:
            findings.append((at / name).finding("G01", f'"{name}" is only for {only}.', "Take it out."))
    if question.none_of_these and kind != "many":
        findings.append((at / "none_of_these").finding("G01", '"none_of_these" is only for boxes.', "Take it out."))
    if len(findings) > before or bounds is None:
        return None
    return Kind(kind, tuple(question.options), *bounds, question.decimals or 0, question.unit or "")


def _check_options(question: Question, kind: AnswerType, at: At, findings: list[Finding]) -> None:
    if not question.options:
        findings.append(at.finding("G01", "This question has no options.", "Add them, or say its kind of answer."))
    for option_id, option in question.options.items():
        if not option.label:
            findings.append((at / "options" / option_id).finding("S01", '"label" is missing here.', "Add it."))
        if option.go is not None and kind == "many":
            findings.append((at / "options" / option_id / "go").finding(
                "G01", "A box to tick leads nowhere by itself, since several can be ticked.",
                'Give the question a "go" with rules.',
            ))


def _bounds(question: Question, kind: AnswerType, at: At, findings: list[Finding]) -> tuple[int, int] | None:
    shape = Kind(kind, decimals=question.decimals or 0)
    found: list[int] = []
    for name, default in zip(("min", "max"), DEFAULT_BOUNDS[kind], strict=True):  # type: ignore[index]
        value = getattr(question, name)
        try:
            found.append(whole(default if value is None else value, shape))
        except Unlike as unlike:
            findings.append((at / name).finding("G08", f"{unlike} The answer is {WHAT[kind]}."))
            return None
    low, high = found
    if low > high:
        findings.append((at / ("min" if question.min is not None else "max")).finding(
            "G08", f"No answer can be at least {text_of(low, shape)} and at most {text_of(high, shape)}.",
            "Change a bound.",
        ))
        return None
    if max(abs(low), abs(high)) > 10**14:
        findings.append(at.finding("G08", "These bounds are too wide to be exact in every browser.", "Narrow them."))
        return None
    return low, high
