"""Importing: a look first, then drafts; never anything that readers see."""

import io
import zipfile
from datetime import timedelta

import httpx

from bot.desk.desk import Desk
from bot.desk.uploads import KEEP_S, Waiting
from knowledge.entries.loader import load_content
from knowledge.exchange.markdown import to_markdown
from knowledge.store import EntryStore
from tests.bot.desk.conftest import LEAD, SECOND, Browser
from tests.bot.desk.pages.test_desk_pages import sound
from tests.bot.desk.security.test_desk_injection import HOSTILE, safe

SLUG = "mdo-voorbereiden"
ENTRY, ASKED = to_markdown(load_content().entries[SLUG])
CHANGED = ENTRY.replace("één casus", "één gezin")
NEW = ENTRY.replace(f"slug: {SLUG}", "slug: mdo-nieuw").replace("Een MDO voorbereiden", "Een nieuw MDO")


async def upload(browser: Browser, *files: tuple[str, str | bytes]) -> httpx.Response:
    await browser.open("/importeren")
    token = browser.page.form("/importeren").fields
    sent = [("bestanden", (name, text if isinstance(text, bytes) else text.encode())) for name, text in files]
    response = await browser.client.post("/importeren", data=token, files=sent or [("x", ("", b""))])
    return browser._seen(response)


def text(browser: Browser) -> str:
    return " ".join(browser.page.all("main")[0].text.split())


async def test_a_look_changes_nothing(lead: Browser) -> None:
    before = {row.slug: row.version_id for row in EntryStore(lead.desk.database).published()}
    response = await upload(
        lead, (f"{SLUG}.md", CHANGED), (f"{SLUG}.vragen.txt", ASKED), ("mdo-nieuw.md", NEW), ("fout.md", "geen kop")
    )
    assert response.status_code == 200
    sound(lead.page)
    assert "gezin" in [ins.text for ins in lead.page.all("ins")]
    assert "(veranderd)" in text(lead)
    assert "(nieuw)" in text(lead)
    assert "Regel 1 van fout.md: De tekst begint met een regel met drie streepjes" in text(lead)
    assert lead.desk.flow.store.drafts() == []
    assert {row.slug: row.version_id for row in EntryStore(lead.desk.database).published()} == before


async def test_drafts_after_a_yes_and_only_of_what_was_chosen(lead: Browser) -> None:
    await upload(lead, (f"{SLUG}.md", CHANGED), (f"{SLUG}.vragen.txt", ASKED), ("mdo-nieuw.md", NEW))
    await lead.send("/importeren/bevestigen", kaart=SLUG, doe="concept")
    assert [draft.slug for draft in lead.desk.flow.store.drafts()] == [SLUG]
    draft = lead.desk.flow.store.draft(SLUG)
    assert draft is not None
    assert draft.authors
    assert "één gezin" in draft.text.entry
    assert "Concept gemaakt" in text(lead)
    assert "één casus" in str(next(r.document for r in EntryStore(lead.desk.database).published() if r.slug == SLUG))


async def test_handed_in_waits_for_somebody_else(lead: Browser) -> None:
    await upload(lead, (f"{SLUG}.md", CHANGED), (f"{SLUG}.vragen.txt", ASKED))
    await lead.send("/importeren/bevestigen", kaart=SLUG, doe="inleveren")
    (waiting,) = lead.desk.flow.store.waiting()
    assert waiting.version.slug == SLUG
    assert lead.desk.flow.store.may_approve(waiting.version.version_id, LEAD) is not None
    assert lead.desk.flow.store.may_approve(waiting.version.version_id, SECOND) is None


async def test_a_yes_counts_once_and_for_whoever_looked(desk: Desk, lead: Browser) -> None:
    await upload(lead, (f"{SLUG}.md", CHANGED), (f"{SLUG}.vragen.txt", ASKED))
    name = lead.page.form("/importeren/bevestigen").fields["naam"]
    other = Browser(desk)
    await other.sign_in(SECOND)
    await other.open("/importeren")
    token = other.page.form("/importeren").fields
    stolen = await other.client.post("/importeren/bevestigen", data=token | {"naam": name, "kaart": SLUG})
    assert stolen.status_code == 409
    await lead.send("/importeren/bevestigen", kaart=SLUG)
    token = lead.page.form("/importeren").fields
    again = await lead.client.post("/importeren/bevestigen", data=token | {"naam": name, "kaart": SLUG})
    assert again.status_code == 409
    assert "verlopen of al gedaan" in again.text
    await other.client.aclose()


async def test_an_open_draft_is_never_overwritten(lead: Browser) -> None:
    await upload(lead, (f"{SLUG}.md", CHANGED), (f"{SLUG}.vragen.txt", ASKED))
    mine = lead.desk.flow.start(SLUG, SECOND, lead.desk.now())
    await lead.send("/importeren/bevestigen", kaart=SLUG)
    assert "iemand begon net aan een concept" in text(lead)
    assert lead.desk.flow.store.draft(SLUG) == mine
    await upload(lead, (f"{SLUG}.md", CHANGED), (f"{SLUG}.vragen.txt", ASKED))
    assert "Er is al een concept van deze kaart" in text(lead)


async def test_the_same_text_does_nothing(lead: Browser) -> None:
    await upload(lead, (f"{SLUG}.md", ENTRY), (f"{SLUG}.vragen.txt", ASKED))
    assert "zegt hetzelfde" in text(lead)
    assert "Er is niets om over te nemen" in text(lead)


async def test_personal_data_is_caught_and_not_shown(lead: Browser) -> None:
    bad = CHANGED.replace("één gezin", "één gezin (bel 06-12345678)")
    response = await upload(lead, (f"{SLUG}.md", bad))
    assert "06-12345678" not in response.text
    assert "Gevonden: een telefoonnummer" in text(lead)
    assert not [form for form in lead.page.forms if form.action == "/importeren/bevestigen"]


async def test_what_may_be_a_name_has_to_be_read_first(lead: Browser) -> None:
    asked = ASKED + "\n[casus]\nBrahim Benali van twaalf wil niet naar huis\n"
    await upload(lead, (f"{SLUG}.md", ENTRY), (f"{SLUG}.vragen.txt", asked))
    assert "iets in dat op een naam lijkt" in text(lead)
    await lead.send("/importeren/bevestigen", kaart=SLUG, doe="inleveren")
    assert "maar niet ingeleverd" in text(lead)
    draft = lead.desk.flow.store.draft(SLUG)
    assert draft is not None
    assert draft.check_personal
    assert draft.waiting_version is None


async def test_what_the_lists_do_not_have(lead: Browser) -> None:
    await upload(lead, (f"{SLUG}.md", ENTRY.replace("thema: verdragen-en-vertragen", "thema: andere-methode")))
    assert "geweigerd" in text(lead)


async def test_hostile_names_and_texts(lead: Browser) -> None:
    for hostile in HOSTILE:
        changed = CHANGED.replace("één gezin", f"één gezin {hostile.replace('[', '(').replace(']', ')')}")
        await upload(lead, (f"{hostile}.exe", "x"), (f"{SLUG}.md", changed), (f"{hostile}.md", ENTRY))
        safe(lead)
        sound(lead.page)


async def test_paths_in_an_archive(lead: Browser) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("../../data/x.md", ENTRY)
        target.writestr(f"top-3/{SLUG}.md", CHANGED)
        target.writestr(f"top-3/{SLUG}.vragen.txt", ASKED)
    await upload(lead, ("kaarten.zip", made.getvalue()))
    assert "wijst naar een plek buiten de zip" in text(lead)
    assert "(veranderd)" in text(lead)


async def test_limits(lead: Browser) -> None:
    assert (await upload(lead, ("a.zip", b"0" * 3_200_000))).status_code == 413
    many = [(f"k{number}.md", "x") for number in range(301)]
    assert (await upload(lead, *many)).status_code == 400
    assert (await upload(lead)).status_code == 200
    assert "Er zat geen bestand bij" in text(lead)


async def test_no_files_without_our_form(lead: Browser) -> None:
    response = await lead.client.post("/importeren", files=[("bestanden", ("a.md", b"x"))])
    assert response.status_code == 403


def test_uploads_wait_for_half_an_hour() -> None:
    now = [0.0]
    waiting = Waiting(lambda: now[0])
    first = waiting.keep("a", ())
    second = waiting.keep("a", ())
    assert waiting.take(first, "a") is None
    now[0] = timedelta(minutes=29).total_seconds()
    assert waiting.take(second, "b") is None
    kept = waiting.keep("b", ())
    now[0] += KEEP_S
    assert waiting.take(kept, "b") is None
    names = [waiting.keep(f"p{number}", ()) for number in range(20)]
    assert sum(waiting.take(name, f"p{number}") is not None for number, name in enumerate(names)) == 8
