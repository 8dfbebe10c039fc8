"""The plugin `paper-catalog` of MkDocs: what is the same in every catalog, below what its own mkdocs.yml says. [I/O]

So `mkdocs build --strict` alone builds a catalog too, and an upgrade of this package upgrades all of it.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import BasePlugin
from mkdocs.utils.yaml import yaml_load

from generator.publish import theme
from generator.publish.output import tops

COMMON = Path(__file__).with_name("mkdocs.yml")
THEME = str(Path(theme.__file__).parent.absolute())
_HOME, _ABOUT = "index.md", "about/index.md"


class CatalogPlugin(BasePlugin):  # type: ignore[type-arg]
    """Completes the settings of a build."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The same settings, completed."""
        complete(config)
        return config


def complete(config: MkDocsConfig) -> None:
    """Puts our settings below the catalog's own; the second time nothing changes.

    MkDocs itself checks what they give together, as if all of it stood in one file.
    """
    common = yaml.safe_load(COMMON.read_text(encoding="utf-8"))
    with Path(config.config_file_path).open("rb") as file:
        own = yaml_load(file)
    docs = Path(config.docs_dir)
    said = {key: _joined(value, own.get(key)) for key, value in common.items()}
    said["nav"] = _navigation(common["nav"], own.get("nav"), docs)
    said["not_in_nav"] = "\n".join((common["not_in_nav"], *tops(docs), own.get("not_in_nav") or ""))
    _take(config, said, (*said, "mdx_configs"))
    _add_overrides(config, docs.parent / "overrides")


def leave_out(config: MkDocsConfig) -> None:
    """Completes a catalog of the first versions, whose settings are its own, but name only the pages of their day."""
    with Path(config.config_file_path).open("rb") as file:
        own = yaml_load(file).get("not_in_nav") or ""
    _take(config, {"not_in_nav": "\n".join((own, *tops(Path(config.docs_dir))))}, ("not_in_nav",))


def _take(config: MkDocsConfig, said: Mapping[str, Any], keys: Iterable[str]) -> None:
    made = MkDocsConfig(config.config_file_path)
    made.load_dict({"site_name": config.site_name, "docs_dir": config.docs_dir, "plugins": [], **said})
    errors, _ = made.validate()
    if errors:
        raise ConfigurationError("; ".join(f"{key}: {error}" for key, error in errors))
    for key in keys:
        config[key] = made[key]


def _joined(common: Any, own: Any) -> Any:
    if own is None:
        return common
    if isinstance(common, Mapping) and isinstance(own, Mapping):
        return {key: _joined(common.get(key), own.get(key)) for key in {**common, **own}}
    if isinstance(common, list) and isinstance(own, list):
        return [*common, *(entry for entry in own if entry not in common)]
    return own


def _navigation(common: list[Any], own: list[Any] | None, docs: Path) -> list[Any]:
    """Ours, then the catalog's additions. A catalog need not say what it is about."""
    if own and any(_HOME in (entry.values() if isinstance(entry, dict) else (entry,)) for entry in own):
        return own
    absent = () if (docs / _ABOUT).is_file() else (_ABOUT,)
    return [*(entry for entry in common if not {*absent} & {*entry.values()}), *(own or ())]


def _add_overrides(config: MkDocsConfig, folder: Path) -> None:
    """The templates that a keeper changed, where there are any, go before ours."""
    if folder.is_dir() and str(folder) not in config.theme.dirs:
        config.theme.dirs.insert(0, str(folder))
