"""The editor: fields, rows, checks and the preview while typing."""

from urllib.parse import urlencode

from bot.desk.desk import Desk
from bot.desk.editing.form import to_pairs
from tests.bot.desk.conftest import LEAD, Browser
from tests.bot.desk.pages.test_desk_pages import sound
from tests.bot.desk.security.test_desk_injection import HOSTILE, safe
from tests.bot.desk.sending import ADDRESS, FORM, KEPT, SLUG, on_page, send, stored, text, value


async def test_the_page_sends_back_what_it_shows(writer: Browser) -> None:
    sound(writer.page)
    before = writer.desk.flow.store.draft(SLUG)
    shown = [(name, value) for name, value in on_page(writer) if value or "." in name]
    expected = [(name, value) for name, value in to_pairs(stored(writer.desk)) if value]
    assert set(expected) <= set(shown)
    await send(writer, "bewaren")
    after = writer.desk.flow.store.draft(SLUG)
    assert before is not None
    assert after is not None
    assert after.text == before.text
    assert after.authors == ()  # who changes nothing is no author


async def test_a_changed_field_is_saved(writer: Browser) -> None:
    await send(writer, "bewaren", **{"titel": "Een MDO goed voorbereiden", "kort.0.tekst": KEPT, "kort.0.bron": "B17"})
    assert "Je concept is bewaard." in text(writer)
    saved = stored(writer.desk)
    assert saved.title == "Een MDO goed voorbereiden"
    assert (saved.short[0].text, saved.short[0].sources) == (KEPT, ("B17",))
    assert "B17" in saved.sources


async def test_rows_without_a_script(writer: Browser) -> None:
    before = stored(writer.desk).short
    await send(writer, "erbij:kort")
    sound(writer.page)
    new = f"kort.{len(before)}.tekst"
    focused = [area.attrs["name"] for area in writer.page.all("textarea") if "autofocus" in area.attrs]
    assert focused == [new]
    await send(writer, f"omhoog:kort:{len(before)}", **{new: KEPT})
    assert value(writer, f"kort.{len(before) - 1}.tekst") == KEPT
    assert stored(writer.desk).short == before  # nothing is saved by a button of a row
    await send(writer, "weg:kort:0")
    await send(writer, "bewaren")
    assert len(stored(writer.desk).short) == len(before)
    assert KEPT in [row.text for row in stored(writer.desk).short]


async def test_a_second_source(writer: Browser) -> None:
    await send(writer, "bron:kort:0", **{"kort.0.bron": "B17"})
    ids = [element.attrs["id"] for element in writer.page.all("select")]
    assert "kort-0-bron-1" in ids
    pairs = [pair for pair in on_page(writer) if pair != ("kort.0.bron", "")]
    await send(writer, "bewaren", [*pairs, ("kort.0.bron", "B05")])
    assert stored(writer.desk).short[0].sources == ("B17", "B05")


async def test_related_entries(writer: Browser) -> None:
    await send(writer, "verwant", verwant_erbij="bestaat niet")
    assert "Er is geen kaart met deze titel" in text(writer)
    assert value(writer, "verwant_erbij") == "bestaat niet"
    await send(writer, "bewaren", verwant_erbij="bestaat niet")
    assert value(writer, "verwant_erbij") == "bestaat niet"  # not saved over it either
    await send(writer, "bewaren", verwant_erbij="drie-huizen")
    assert "drie-huizen" in stored(writer.desk).related


async def test_both_views_hold_the_same(writer: Browser) -> None:
    await send(writer, "als_tekst", titel="Een andere titel")
    areas = {area.attrs["id"]: area.text.removeprefix("\n") for area in writer.page.all("textarea")}
    assert 'titel: "Een andere titel"' in areas["tekst"]
    sound(writer.page)
    await send(writer, "als_velden", [*writer.page.form(ADDRESS).fields.items()], tekst="geen kaart", vragen="los")
    assert "niet in de velden past" in text(writer)
    assert writer.page.all("textarea")[0].text.strip() == "geen kaart"
    token = [*writer.page.form(ADDRESS).fields.items()]
    await send(writer, "als_velden", token, tekst=areas["tekst"], vragen=areas["vragen"])
    assert value(writer, "titel") == "Een andere titel"


async def test_checks_stand_at_their_sentence(writer: Browser) -> None:
    await send(writer, "bekijken", **{"kort.1.tekst": "Dit is er één. Dit nog een.", "titel": "x"})
    slots = {div.attrs["id"]: div.text for div in writer.page.all("div") if div.attrs.get("class") == "slot"}
    assert "meer zinnen" in slots["fout-kort-1"]
    assert slots["fout-kort-0"] == ""
    assert slots["fout-titel"].strip()
    invalid = {element.attrs["id"] for element in writer.page.elements if element.attrs.get("aria-invalid") == "true"}
    assert invalid == {"kort-1", "titel"}
    sound(writer.page)


async def test_personal_data_is_pointed_out(writer: Browser) -> None:
    await send(writer, "bekijken", **{"kort.0.tekst": "Bel haar op 06-12345678."})
    assert "Hier lijkt een telefoonnummer te staan" in text(writer)


async def test_which_question_finds_it(writer: Browser) -> None:
    question = "wie brengt de zwarte doos met knikkers mee"
    await send(writer, "proberen", q=question)
    before = text(writer)
    lines = next(value for key, value in on_page(writer) if key == "vragen.0.tekst")
    await send(writer, "proberen", q=question, **{"vragen.0.tekst": f"{lines}\n{question}"})
    assert "staat deze kaart op plaats 1." in text(writer)
    assert "staat deze kaart op plaats 1." not in before
    assert question in [q.text for q in writer.page.all("q")]
    sound(writer.page)
    response = await send(writer, "proberen", q="hoe bel ik 06-12345678")
    assert "hoe bel ik 06-12345678" not in text(writer)
    assert response.status_code == 200


async def test_live_preview_is_a_part_of_the_page(writer: Browser) -> None:
    pairs = [pair for pair in on_page(writer) if pair[0] != "kort.0.tekst"]
    body = urlencode([*pairs, ("kort.0.tekst", KEPT)])
    response = await writer.client.post(f"{ADDRESS}/voorbeeld", content=body, headers=FORM)
    assert response.status_code == 200
    assert KEPT in response.text
    assert "<html" not in response.text
    assert "teller-kort" in response.text
    assert KEPT not in str(stored(writer.desk))


async def test_live_preview_needs_our_form_and_has_a_limit(writer: Browser) -> None:
    path = f"{ADDRESS}/voorbeeld"
    assert (await writer.client.post(path, content="titel=x", headers=FORM)).status_code == 403
    body = urlencode(on_page(writer))
    other = FORM | {"sec-fetch-site": "cross-site"}
    assert (await writer.client.post(path, content=body, headers=other)).status_code == 403
    for _ in range(40):
        writer.desk.previews.attempt(LEAD)
    response = await writer.client.post(path, content=body, headers=FORM)
    assert response.status_code == 429
    assert 0 < int(response.headers["retry-after"]) <= 60


FIELDS = ("titel", "thema", "urgentie", "beoordeeld_op", "vervalt_op", "verwant_erbij", "bronnen", "q")
ROWS = ("kort.0", "meer.0", "controleren.0")


async def test_hostile_text_in_every_field(writer: Browser) -> None:
    hostile = " ".join(HOSTILE)
    assert len(hostile) < 200  # the shortest limit of a field
    changes = dict.fromkeys(FIELDS, hostile)
    changes |= {f"{row}.{part}": hostile for row in ROWS for part in ("tekst", "bron", "vorm", "afgeleid")}
    changes |= {"begrijpen.0.tekst": hostile, "vragen.0.tekst": hostile, "vragen.0.stijl": hostile}
    changes |= {"expertise": hostile, "bel_eerst": hostile, "verwant": hostile}
    response = await send(writer, "bekijken", **changes)
    assert response.status_code == 200
    safe(writer)
    sound(writer.page)
    response = await send(writer, "bewaren", **(changes | {"verwant_erbij": ""}))
    assert response.status_code == 200
    safe(writer)
    await send(writer, "als_tekst")
    safe(writer)


async def test_odd_buttons(writer: Browser) -> None:
    for act in ("erbij:kort:999999999999", "weg:kort:-1", "omhoog:__init__:0", "verwant", "x" * 500):
        assert (await send(writer, act)).status_code == 200


async def test_a_draft_that_waits_is_read_only(desk: Desk, writer: Browser) -> None:
    await send(writer, "inleveren", **{"kort.0.tekst": "Breng één gezin in met één vraag."})
    assert desk.flow.store.waiting()
    await writer.open(ADDRESS)
    assert [element for element in writer.page.all("fieldset") if "disabled" in element.attrs]
    sound(writer.page)
