"""What the readers of YAML share: values as text, and the lines that each stands on."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.model import Capture
from generator.problems import Problem

_NOTHING = ("", "~", "null")


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlMap:
    """A mapping and its source."""

    members: dict[str, yaml.Node]
    first: int
    """1-based line of its first key."""
    last: int
    """That of its last line that is not blank."""

    def text(self, *path: str) -> str:
        """The text at a path of keys, "" where there is none."""
        node = self.members.get(path[0])
        for key in path[1:]:
            below = as_map(node)
            node = below.members.get(key) if below else None
        found = node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
        return "" if found in _NOTHING else found

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list; a single text is a list of one."""
        nodes = self._listed(name)
        return tuple(node.value.strip() for node in nodes if isinstance(node, yaml.ScalarNode) and node.value.strip())

    def maps(self, name: str) -> Iterator["YamlMap"]:
        """The mappings in a list; a single one is a list of one."""
        return (found for node in self._listed(name) if (found := as_map(node)))

    def _listed(self, name: str) -> list[yaml.Node]:
        node = self.members.get(name)
        return node.value if isinstance(node, yaml.SequenceNode) else [] if node is None else [node]

    def leftover(self, capture: Capture, used: frozenset[str]) -> tuple[tuple[str, str], ...]:
        """What no field took; what has parts, as it is written there."""
        texts = ((name, _written(node, capture)) for name, node in self.members.items() if name not in used)
        return tuple((name, text) for name, text in texts if text not in _NOTHING)


def _written(node: yaml.Node, capture: Capture) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value).strip()
    return capture.text[node.start_mark.index : node.end_mark.index].strip()


def as_map(node: yaml.Node | None) -> YamlMap | None:
    """A mapping whose keys are texts; of a key that stands twice the last counts."""
    if not isinstance(node, yaml.MappingNode):
        return None
    members = {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    return YamlMap(members=members, first=node.start_mark.line + 1, last=max(_last(node), node.start_mark.line + 1))


def _last(node: yaml.MappingNode) -> int:
    """The last line: in block style it ends where the next thing begins, in braces behind the last one."""
    if node.flow_style or not node.value:
        return int(node.end_mark.line) + 1
    key, value = node.value[-1]
    if isinstance(value, yaml.SequenceNode) and value.value and not value.flow_style:
        value = value.value[-1]
    if value.start_mark.index < key.start_mark.index:
        return int(key.end_mark.line) + 1  # an alias, which has the place of what it names
    if isinstance(value, yaml.MappingNode):
        return _last(value)
    is_block = isinstance(value, yaml.ScalarNode) and value.style in ("|", ">")
    return int(value.end_mark.line) + (0 if is_block else 1)


def read_map(capture: Capture) -> YamlMap | Problem:
    """The mapping that a file holds, or what is wrong with it."""
    root = read_root(capture)
    if isinstance(root, Problem):
        return root
    return as_map(root) or yaml_problem(capture, "found no keys, expected `cff-version: 1.2.0` and others")


def read_root(capture: Capture) -> yaml.Node | Problem | None:
    """All that a file holds, or what is wrong with it. No alias is expanded, so that none can grow."""
    try:
        return yaml.compose(capture.text, yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return yaml_problem(capture, f"the file cannot be read as YAML: {error.problem} in line {line}")
    except RecursionError:
        return yaml_problem(capture, "the file cannot be read as YAML: it is nested too deeply")
    except (yaml.YAMLError, ValueError, OverflowError):
        return yaml_problem(capture, "the file cannot be read as YAML: it holds a character that YAML does not have")


def yaml_problem(capture: Capture, message: str) -> Problem:
    return Problem(
        path=capture.name,
        line=1,
        code="yaml-syntax",
        message=message,
        hint="mend it and import the file again",
        excerpt=capture.text.rstrip("\n"),
    )
