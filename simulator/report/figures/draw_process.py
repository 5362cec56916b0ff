"""The program that draws figures in a process of its own: a task on each line of stdin, what came of it on stdout.

It is run by its path and imports nothing of ours. Vega holds Python while it draws, takes a second to start, and
leaves Typst one thread where two would do; here it stands in nobody's way.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from functools import lru_cache
from pathlib import Path

os.environ["FONTCONFIG_FILE"] = str(Path(__file__).parents[1] / "templates" / "fonts.conf")
"""Fonts of the system are opened anew for each letter, which takes most of the time, and differ between machines."""


def serve() -> None:
    """Do one task after the other until stdin ends."""
    _svg('{"data": {"values": []}, "mark": "point"}')  # starts Vega before anybody waits for it
    for line in sys.stdin:
        task = json.loads(line)
        drawn = _png if task["dots"] else _svg
        try:
            said = {"made": drawn(task["spec"])}
        except ValueError as fault:
            said = {"fault": str(fault)}
        print(json.dumps(said), flush=True)  # noqa: T201 - what it is for


@lru_cache(maxsize=32)
def _svg(spec: str) -> str:
    import vl_convert

    made: str = vl_convert.vegalite_to_svg(json.loads(spec))  # as text its numbers lose their last digit
    return made


def _png(spec: str) -> str:
    import vl_convert

    return base64.b64encode(vl_convert.svg_to_png(_svg(spec), scale=2)).decode()


if __name__ == "__main__":
    serve()
