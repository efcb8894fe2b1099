"""The map as a folium object, made so that nothing is loaded from anywhere else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Player", "escape_for_template", "season_map"]


#: What the player asks for, each when it needs it.
PAYLOADS: Final = ("ground", "season", "bands", "evenings", "statements", "words")


class Player(JSCSSMixin):
    """The slider, the canvas and the panels, drawn in the browser around a folium map.

    It holds no data, only the addresses of its files: what comes from articles
    never passes through a template.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        KurskMap.start({{ this._parent.get_name() }}, {{ this.config }});
        {% endmacro %}
        """
    )

    def __init__(self, config: Mapping[str, Any]) -> None:
        MacroElement.__init__(self)  # type: ignore[no-untyped-call]
        self._name = "Player"
        self.config = escape_for_template(json.dumps(config, sort_keys=True))


def season_map(manifest: Mapping[str, Any], address: str, config: Mapping[str, Any]) -> folium.Map:
    """Return the map with its player; ``address`` is the folder of the player's files.

    Parameters
    ----------
    manifest
        What `kursk_map.publish.player_files.write_player_files` wrote.
    address
        Folder of the files as the browser sees it, with a slash at its end.
    config
        What the player is told: see ``player/99-start.js``.
    """
    chart = folium.Map(tiles=None, location=[51.25, 35.1], zoom_start=9, zoom_control=False)
    # The defaults name four servers far away, and one that fails leaves no map at all.
    chart.default_js = [("leaflet", address + manifest["leaflet_script"])]
    chart.default_css = [("leaflet", address + manifest["leaflet_style"])]
    files = {name: address + manifest[name] for name in PAYLOADS}
    player = Player({**config, "files": files})
    player.default_js = [("player", address + manifest["player_script"])]
    player.default_css = [("player", address + manifest["player_style"])]
    chart.add_child(player)
    return chart


def escape_for_template(text: str) -> str:
    r"""Return JSON that neither a template nor a script tag can misread.

    >>> escape_for_template('"{{7*7}}</script>"')
    '"\\u007b\\u007b7*7}}\\u003c/script>"'
    """
    return (
        text.replace("{{", "\\u007b\\u007b")
        .replace("{%", "\\u007b%")
        .replace("{#", "\\u007b#")
        .replace("<", "\\u003c")
    )
