"""Writes what authored files say: the reverse of reading, for files that a program makes."""

from __future__ import annotations

import yaml

from simulator.authored.tree import Data

_WIDTH = 120
_ENDLESS = 1_000_000


class _Plain(yaml.SafeDumper):
    """Writes no anchors, which our reader refuses."""

    def ignore_aliases(self, data: object) -> bool:
        """Whether a value that stands twice is written twice: always."""
        del data
        return True


def _empty(dumper: yaml.SafeDumper, _: None) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:null", "")


_Plain.add_representer(type(None), _empty)


def write_block(data: Data) -> str:
    """The text of a file that says this, one key a line."""
    text: str = yaml.dump(data, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return text


def write_flow(data: Data) -> str:
    """The same on one line, as it fits into a cell."""
    text: str = yaml.dump(
        data, Dumper=yaml.SafeDumper, sort_keys=False, allow_unicode=True, width=_ENDLESS, default_flow_style=True
    )
    return text.removesuffix("\n").removesuffix("\n...").strip()
