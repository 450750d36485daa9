"""JSON Schemas of the data files, made from the models, for editors' programs and for whoever reuses the data.

They say what may stand where. What must agree between files, `make check` says.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .cases.model import CaseStudy
from .checklists.model import Checklist
from .forms.model import FormsFile
from .glossary.model import GlossaryFile
from .guides.model import Guide, SharedAnswers, SharedBlock
from .hooks.model import HooksFile
from .law.history import ChangesFile, MergedFile, UpgradesFile
from .law.model import FiguresFile, PropositionsFile, RolesFile, SourcesFile
from .model import Model
from .questions.model import QuestionsFile

FOLDER = "docs/data/schemas"
"""Where the schemas lie, from the project's root; published with the data."""


@dataclass(frozen=True)
class Kind:
    """One kind of data file."""

    name: str
    """Its schema is <name>.json."""
    files: str
    """Its files, as a pattern below docs/data/."""
    model: type[Model]
    """What stands in such a file."""


KINDS = (
    Kind("sources", "law/sources/*.yml", SourcesFile),
    Kind("propositions", "law/propositions/*.yml", PropositionsFile),
    Kind("upgrades", "law/upgrades*.yml", UpgradesFile),
    Kind("merged", "law/merged*.yml", MergedFile),
    Kind("changes", "changes.yml", ChangesFile),
    Kind("figures", "figures*.yml", FiguresFile),
    Kind("roles", "roles.yml", RolesFile),
    Kind("glossary", "glossary.yml", GlossaryFile),
    Kind("questions", "questions.yml", QuestionsFile),
    Kind("checklist", "checklists/*.yml", Checklist),
    Kind("case", "cases/*.yml", CaseStudy),
    Kind("hooks", "hooks.yml", HooksFile),
    Kind("forms", "forms.yml", FormsFile),
    Kind("guide", "guides/*.yml", Guide),
    Kind("block", "guides/blocks/*.yml", SharedBlock),
    Kind("shared-answers", "shared-answers.yml", SharedAnswers),
)
"""Every kind; a new one is added here, and nowhere else."""


def schema(kind: Kind) -> str:
    """The schema of one kind as JSON text."""
    made = kind.model.model_json_schema(by_alias=True, mode="validation")
    # Draft 7 is the one that editors' YAML servers know; nothing here needs a later one.
    return json.dumps({"$schema": "http://json-schema.org/draft-07/schema#"} | _closed(made), indent=1,
                      ensure_ascii=False) + "\n"


def write_schemas(root: Path) -> list[Path]:
    """Write every schema below `root`; the paths of those that changed."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for kind in KINDS:
        path, text = folder / f"{kind.name}.json", schema(kind)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def kind_of(name: str) -> Kind | None:
    """The kind of a data file, by its path below docs/data/."""
    folder, _, _ = name.rpartition("/")
    for kind in KINDS:
        # A star of a pattern stays within its folder.
        if kind.files.rpartition("/")[0] == folder and Path(name).match(kind.files):
            return kind
    return None


def _closed(node: Any) -> Any:
    """The schema with `additionalProperties: false` where keys have a pattern, so that a wrong id is underlined."""
    if isinstance(node, list):
        return [_closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    closed = {key: _closed(value) for key, value in node.items()}
    if isinstance(node.get("patternProperties"), dict):
        closed.setdefault("additionalProperties", False)
    return closed
