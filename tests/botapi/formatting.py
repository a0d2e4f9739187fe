"""Text of a bot to plain text with entities, by parse_mode or by given entities."""

from typing import TYPE_CHECKING, Any

from tests.botapi.detect import find_entities
from tests.botapi.entities import Parsed, parse_html, tidy, units
from tests.botapi.errors import NotSimulated, bad_request

if TYPE_CHECKING:
    from tests.botapi.params import Params
    from tests.botapi.world import World

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
# Entities a bot may give itself; the rest Telegram finds on its own and drops when given.
GIVEN = frozenset(
    [
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "blockquote",
        "expandable_blockquote",
    ]
)


def formatted(
    world: "World", source: str, mode: str | None = None, entities: list[dict[str, Any]] | None = None
) -> Parsed:
    """Plain text with all its entities.

    Raises:
        ApiError: 400 for markup that cannot be parsed or an unknown parse_mode.
        NotSimulated: Markdown.
    """
    name = (mode or "").lower()
    if name in {"markdown", "markdownv2"}:
        raise NotSimulated(f"parse_mode {mode}")
    if name not in {"", "none", "html"}:
        raise bad_request("unsupported parse_mode")
    if name == "html":
        parsed = parse_html(source)
    else:
        parsed = tidy(Parsed(source.replace("\r", ""), [_given(entity) for entity in entities or []]))
    known = [made for entity in parsed.entities if (made := _resolved(world, entity)) is not None]
    return Parsed(parsed.text, find_entities(parsed.text, known))


def _given(entity: Any) -> dict[str, Any]:
    if not isinstance(entity, dict) or not {"type", "offset", "length"} <= set(entity):
        raise bad_request("can't parse MessageEntity: expected an Object")
    if entity["type"] == "text_mention":
        return {"type": "text_mention", "user_id": entity["user"]["id"]} | {k: entity[k] for k in ("offset", "length")}
    return entity


def _resolved(world: "World", entity: dict[str, Any]) -> dict[str, Any] | None:
    if entity["type"] not in GIVEN:
        return None
    if "user_id" not in entity:
        return entity
    person = world.people.get(entity["user_id"])
    rest = {name: value for name, value in entity.items() if name != "user_id"}
    return rest | {"user": person.json()} if person is not None else None


def message_text(world: "World", params: "Params") -> dict[str, Any]:
    """The fields `text` and `entities` of a message.

    Raises:
        ApiError: 400 when empty, too long or wrongly marked up.
    """
    source = params.text("text")
    mode, entities = params.text("parse_mode"), params.get("entities")
    if not source:
        raise bad_request("message text is empty")
    parsed = formatted(world, source, mode, entities)
    if not parsed.text:
        raise bad_request("text must be non-empty")
    if units(parsed.text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return {"text": parsed.text} | ({"entities": parsed.entities} if parsed.entities else {})


def caption(world: "World", params: "Params") -> dict[str, Any]:
    """The fields `caption` and `caption_entities` of a message; none if there is no caption.

    Raises:
        ApiError: 400 when too long or wrongly marked up.
    """
    source = params.text("caption")
    parsed = formatted(world, source, params.text("parse_mode"), params.get("caption_entities"))
    if units(parsed.text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    made: dict[str, Any] = {"caption": parsed.text} if parsed.text else {}
    if parsed.entities:
        made["caption_entities"] = parsed.entities
    if params.boolean("show_caption_above_media"):
        made["show_caption_above_media"] = True
    return made
