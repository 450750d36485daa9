"""Large guides made up for measuring: data as YAML would give it."""

from typing import Any

HEAD: dict[str, Any] = {
    "title": "A guide made up for measuring", "summary": "Nothing.", "audience": ["clerk"], "minutes": 5,
    "version": 1,
}


def long_guide(count: int = 200) -> dict[str, Any]:
    """Many questions in sections of ten, with questions passed over, pauses, overlays and parts."""
    sections = {f"s{i}": {"title": f"Section {i}"} for i in range(count // 10)}
    questions: dict[str, Any] = {}
    for i in range(count):
        name, section = f"q{i}", f"s{i // 10}"
        question: dict[str, Any] = {"ask": f"Question {i}?", "section": section}
        if i == 0:
            question["options"] = {nation: nation.title() for nation in ("england", "wales", "scotland", "ireland")}
        elif i % 10 == 7:
            question |= {"answer": "money"}
        elif i % 10 == 5:
            boxes = {f"b{j}": f"Box {j}" for j in range(4)}
            question |= {"answer": "many", "options": boxes, "none_of_these": "None"}
        else:
            question |= {"answer": "yes-no", "options": {"unsure": {"label": "Not sure", "go": f"find{i % 5}"}}}
        if i % 10 == 3:
            question["ask_when"] = {"q0": ["england", "wales"]}
        if i % 10 == 4:
            question["ask_when"] = {"answered": f"q{i - 1}", f"q{i - 1}": "yes"}
        if i % 10 == 8:
            question["ask_when"] = {f"q{i - 1}": {"at_least": 1000}}
        if i % 10 == 9:
            counted = {"of": [f"q{i - 9 + j}" for j in (1, 2, 6)], "is": "no", "at_least": 3}
            question["go"] = [
                {"when": {"count": counted}, "go": "stop"}, {"go": f"q{i + 1}" if i + 1 < count else "can"}
            ]
        questions[name] = question
    law = {"law": ["pv.gpc-1"], "ask": ["clerk"]}
    parts = {
        f"p{i}": {"title": f"Part {i}", "law": ["pv.gpc-1"], "when": {f"q{i * 10 + 5}": {"any": ["b0", "b2"]}}}
        for i in range(count // 10)
    }
    outcomes: dict[str, Any] = {
        "can": {"status": "proceed", "title": "Go on", **law, "parts": parts},
        "stop": {"status": "stop", "title": "Stop", **law},
    }
    for k in range(5):
        leading = [f"q{i}" for i in range(count) if i % 5 == k and "unsure" in questions[f"q{i}"].get("options", {})]
        resume = {q: f"q{int(q[1:]) + 1}" if int(q[1:]) + 1 < count else "can" for q in leading}
        if leading:
            outcomes[f"find{k}"] = {
                "status": "pause", "title": f"Find out {k}", "do": {"look": "Look"}, "resume": resume, **law
            }
    return {**HEAD, "sections": sections, "questions": questions, "outcomes": outcomes}


def wide_guide() -> dict[str, Any]:
    """Fourteen questions, two of them with eight boxes, and ninety parts: over 10^8 routes."""
    boxes = {f"b{i}": f"Box {i}" for i in range(8)}
    questions: dict[str, Any] = {}
    for i in range(14):
        section = {"section": f"s{i // 7}"}
        if i in (4, 9):
            which = {"ask": f"Which {i}?", "answer": "many", "options": boxes, "none_of_these": "None"}
            questions[f"q{i}"] = {**which, **section}
        elif i % 3 == 0:
            questions[f"q{i}"] = {"ask": f"What {i}?", "options": {"a": "A", "b": "B", "c": "C"}, **section}
        else:
            questions[f"q{i}"] = {"ask": f"Is it {i}?", "answer": "yes-no", **section}
    questions["q6"]["go"] = "q7"
    questions["q13"]["go"] = "can"
    ones = [i for i in range(14) if i not in (4, 9)]
    parts: dict[str, Any] = {}
    for i in range(90):
        one, other = ones[i % 12], ones[(i * 5 + 1) % 12]
        value = {f"q{q}": (["a", "b"] if q % 3 == 0 else "yes") for q in (one, other)}
        condition: dict[str, Any]
        if i < 16:
            condition = {f"q{4 if i < 8 else 9}": {"any": [f"b{i % 8}"]}}
        elif i < 40:
            any_of = [f"b{i % 8}", f"b{(i * 3 + 2) % 8}"]
            any_of = list(dict.fromkeys(any_of))
            condition = {"all": [{f"q{4 if i % 2 else 9}": {"any": any_of}}, {f"q{one}": value[f"q{one}"]}]}
        elif i < 60:
            either = [{f"q{number}": value[f"q{number}"]} for number in dict.fromkeys((one, other))]
            condition = {"any": either}
        elif i < 75:
            condition = {"all": [{"q4": {"count": {"at_least": 1 + i % 5}}}, {"q9": {"none": [f"b{i % 8}"]}}]}
        else:
            condition = {f"q{ones[i % 12]}": ("c" if ones[i % 12] % 3 == 0 else "no")}
        parts[f"p{i}"] = {"title": f"Part {i}", "when": condition, "law": ["pv.gpc-1"]}
    outcomes = {"can": {"status": "proceed", "title": "Go on", "law": ["pv.gpc-1"], "ask": ["clerk"], "parts": parts}}
    sections = {"s0": {"title": "One"}, "s1": {"title": "Two"}}
    return {**HEAD, "sections": sections, "questions": questions, "outcomes": outcomes}
