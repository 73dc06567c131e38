"""The routes of the pages: a link, the page that it opens, what is handed in on it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from aiohttp import web

from govbot.bot import (
    PAGES_ROOT,
    REDLINE_STYLE,
    AnswersPage,
    BoardPage,
    Closed,
    CommentingPage,
    CoveragePage,
    DocumentPage,
    EvidencePage,
    Filling,
    Handed,
    Original,
    OverviewPage,
    Pages,
    PublicPreview,
    Reading,
    ResponsesPage,
    Saved,
    Shown,
)
from govbot.core.cards import pages as say
from govbot.core.cards.memo import Memo
from govbot_pages import draw
from govbot_pages.calendars import CalendarRoutes
from govbot_pages.guard import ASKING, COOKIE, Guard, proves
from govbot_pages.upload import Reader, UploadRefused

STATUS = {"no": 403, "over": 410, "fault": 503, "told": 200}
STATIC = {
    "pages.css": "text/css", "redline.css": "text/css", "pages.js": "text/javascript", "comments.js": "text/javascript",
    "mark.svg": "image/svg+xml",
}  # fmt: skip
Handler = Callable[[web.Request, str], Awaitable[web.Response]]


class PagesAdapter:
    """The pages, mounted beside a chat."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._guard = Guard(pages.base)
        self._calendars = CalendarRoutes(pages.calendars, self._guard)
        self._reader = Reader()

    def mount(self, app: web.Application) -> None:
        """Add the routes; everything else under their root is not found, in a sentence."""
        self._calendars.mount(app)
        page = PAGES_ROOT + r"/{id:[\w-]{4,64}}"
        app.router.add_get(PAGES_ROOT + "/static/{name}", self._guarded(self._static))
        app.router.add_get(page + "/open/{token}", self._guarded(self._land))
        app.router.add_post(page + "/open/{token}", self._guarded(self._redeem))
        app.router.add_post(page + "/again", self._guarded(self._again))
        app.router.add_get(page + "/", self._guarded(self._show))
        app.router.add_post(page + "/", self._guarded(self._hand_in))
        app.router.add_post(page + "/comments", self._guarded(self._save_comment))
        app.router.add_get(page + "/original", self._guarded(self._original))
        changes, later = page + r"/changes/{earlier:[\w.]{1,20}}", r"/to/{later:[\w.]{1,20}}"
        app.router.add_get(page + "/file/{place:[0-9]{1,2}}", self._guarded(self._attachment))
        app.router.add_get(page + "/responses/{kind:[a-z-]{3,11}}", self._guarded(self._responses))
        app.router.add_get(page + "/document/{kind:word|pdf}", self._guarded(self._document))
        app.router.add_get(page + "/board/{by:[a-z]{3,10}}", self._guarded(self._board))
        app.router.add_get(page + "/act", self._guarded(self._board_form))
        app.router.add_get(page + "/picture/{picture:[0-9a-f]{16}}", self._guarded(self._picture))
        app.router.add_get(page + "/changes/", self._guarded(self._chosen_redline))
        for two_texts in (changes, changes + later):
            app.router.add_get(two_texts + "/", self._guarded(self._redline))
            app.router.add_get(two_texts + "/word", self._guarded(self._redline_file))
        app.router.add_get(PAGES_ROOT + "{rest:(/.*)?}", self._guarded(self._missing))

    def _guarded(self, handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
        """The handler, for requests at our own address alone; every answer with the headers that it needs."""

        async def answer(request: web.Request) -> web.Response:
            id = request.match_info.get("id", "")
            if not self._guard.is_ours(request):
                response = _html(draw.closed(id, Closed(say.FOREIGN)), STATUS["no"])
            else:
                try:
                    response = await handler(request, id)
                except UploadRefused as refusal:
                    response = _html(draw.closed(id, Closed(str(refusal), kind="fault")), refusal.status)
            response.headers.update(
                {name: value for name, value in self._guard.headers.items() if name not in response.headers}
            )
            return response

        return answer

    # A link ------------------------------------------------------------------------------------------

    async def _land(self, request: web.Request, id: str, sentence: str = "") -> web.Response:
        token = request.match_info["token"]
        shown = await self._pages.landing(id, token)
        if isinstance(shown, Closed):
            return self._no(request, id, shown, token)
        # A browser that comes from a chat sends no cookie (SameSite=Strict): one that is open may not be replaced.
        cookie = ASKING if shown.again else COOKIE
        browser = self._browser(request, id, cookie) or self._pages.new_browser(id)
        response = _html(draw.landing(id, token, shown, browser, sentence))
        self._guard.keep(response, id, browser, self._pages.open_for, cookie)
        return response

    async def _redeem(self, request: web.Request, id: str) -> web.Response:
        sent = await self._reader.read(request)
        browser = self._browser(request, id)
        if not proves(sent.proof, browser, id):
            return await self._land(request, id, say.ASK_AGAIN if browser else say.NO_COOKIES)
        opened = await self._pages.redeem(id, request.match_info["token"], browser)
        if isinstance(opened, Closed):
            return self._no(request, id, opened, request.match_info["token"])
        response = web.Response(status=303, headers={"Location": f"{PAGES_ROOT}/{id}/"})
        self._guard.keep(response, id, browser, self._pages.open_for)
        return response

    async def _again(self, request: web.Request, id: str) -> web.Response:
        """A new link, which goes to the person's own chat and nowhere else."""
        sent = await self._reader.read(request)
        browser = self._browser(request, id)
        if not any(proves(sent.proof, own, id) for own in (browser, self._browser(request, id, ASKING))):
            return self._no(request, id, Closed(say.NOT_OPENED))
        return self._no(request, id, await self._pages.send_again(id, browser, sent.token))

    def _browser(self, request: web.Request, id: str, cookie: str = COOKIE) -> str:
        """The secret of this browser for this page; empty where it brings none, or one that was not made here."""
        browser = request.cookies.get(cookie, "")
        return browser if self._pages.issued(id, browser) else ""

    def _no(self, request: web.Request, id: str, shown: Closed, token: str = "") -> web.Response:
        """A refusal. A new link can be asked for by whoever has the old one, or had the page open here."""
        if not (shown.again and token):
            return _html(draw.closed(id, shown, token, self._browser(request, id)), STATUS[shown.kind])
        browser = self._browser(request, id, ASKING) or self._pages.new_browser(id)
        response = _html(draw.closed(id, shown, token, browser), STATUS[shown.kind])
        self._guard.keep(response, id, browser, self._pages.open_for, ASKING)
        return response

    # A page ------------------------------------------------------------------------------------------

    async def _show(self, request: web.Request, id: str) -> web.Response:
        browser = self._browser(request, id)
        edited = request.query.get("edit", "")[:64]
        only = request.query.get("only", "")
        return self._drawn(request, id, await self._pages.show(id, browser, edited, only), browser)

    async def _hand_in(self, request: web.Request, id: str) -> web.Response:
        browser = self._browser(request, id)
        sent = await self._reader.read(request)
        if not proves(sent.proof, browser, id):
            return self._no(request, id, Closed(say.NOT_OPENED))
        shown = await self._pages.hand_in(id, browser, sent.token, sent.answers, sent.uploads)
        return self._drawn(request, id, shown, browser)

    async def _save_comment(self, request: web.Request, id: str) -> web.Response:
        """Save, delete or split a comment that is not handed in; the page is then shown anew, so that it can be
        loaded again."""
        browser = self._browser(request, id)
        sent = await self._reader.read(request)
        if not proves(sent.proof, browser, id):
            return self._no(request, id, Closed(say.NOT_OPENED))
        shown = await self._pages.save_comment(id, browser, sent.answers)
        if not isinstance(shown, Saved):
            return self._drawn(request, id, shown, browser)
        place = f"#saved-{quote(shown.id)}" if shown.id else "#writing"
        return web.Response(status=303, headers={"Location": f"{PAGES_ROOT}/{id}/{place}"})

    async def _responses(self, request: web.Request, id: str) -> web.Response:
        kind = request.match_info["kind"]
        browser, only = self._browser(request, id), request.query.get("only", "")
        return self._file(request, id, await self._pages.files.responses(id, browser, kind, only))

    async def _document(self, request: web.Request, id: str) -> web.Response:
        kind = request.match_info["kind"]
        return self._file(request, id, await self._pages.files.document(id, self._browser(request, id), kind))

    async def _board(self, request: web.Request, id: str) -> web.Response:
        browser = self._browser(request, id)
        return self._drawn(
            request, id, await self._pages.board(id, browser, request.match_info["by"]), browser
        )

    async def _board_form(self, request: web.Request, id: str) -> web.Response:
        """The form for the comments that were ticked on the board."""
        browser, query = self._browser(request, id), request.query
        about = " ".join((*query.getall("seen", []), *query.getall("comment", [])))
        shown = await self._pages.board_form(id, browser, query.get("action", ""), about)
        return self._drawn(request, id, shown, browser)

    async def _attachment(self, request: web.Request, id: str) -> web.Response:
        place = int(request.match_info["place"])
        return self._file(
            request, id, await self._pages.files.attachment(id, self._browser(request, id), place)
        )

    async def _picture(self, request: web.Request, id: str) -> web.Response:
        browser, picture = self._browser(request, id), request.match_info["picture"]
        shown = await self._pages.files.picture(id, browser, picture)
        if isinstance(shown, Closed):
            return self._no(request, id, shown)
        headers = {"Content-Security-Policy": "default-src 'none'; sandbox"}
        return web.Response(body=shown.data, content_type=shown.media, headers=headers)

    async def _chosen_redline(self, request: web.Request, id: str) -> web.Response:
        """The two texts that were chosen on the page."""
        chosen = [request.query.get(name, "") for name in ("earlier", "later")]
        if not all(re.fullmatch(r"[\w.]{1,20}", label) for label in chosen):
            return await self._missing(request, id)
        address = f"{PAGES_ROOT}/{id}/changes/{chosen[0]}/to/{chosen[1]}/"
        return web.Response(status=303, headers={"Location": address})

    async def _redline(self, request: web.Request, id: str) -> web.Response:
        earlier, later = request.match_info["earlier"], request.match_info.get("later", "")
        shown = await self._pages.files.redline(id, self._browser(request, id), earlier, later)
        if isinstance(shown, Closed):
            return self._no(request, id, shown)
        if not later:  # one address for a redline: its pictures are found from there
            address = f"{PAGES_ROOT}/{id}/changes/{earlier}/to/{shown.label}/"
            return web.Response(status=303, headers={"Location": address})
        return _html(draw.redline(id, shown))

    async def _redline_file(self, request: web.Request, id: str) -> web.Response:
        earlier, later = request.match_info["earlier"], request.match_info.get("later", "")
        file = await self._pages.files.redline_file(id, self._browser(request, id), earlier, later)
        return self._file(request, id, file)

    async def _original(self, request: web.Request, id: str) -> web.Response:
        return self._file(request, id, await self._pages.files.original(id, self._browser(request, id)))

    def _file(self, request: web.Request, id: str, original: Original | Closed) -> web.Response:
        if isinstance(original, Closed):
            return self._no(request, id, original)
        plain = re.sub(r"[^\w. -]", "_", original.name, flags=re.ASCII)
        attached = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(original.name, safe='')}"
        headers = {"Content-Disposition": attached, "Content-Security-Policy": "default-src 'none'; sandbox"}
        return web.Response(body=original.data, content_type="application/octet-stream", headers=headers)

    def _drawn(
        self,
        request: web.Request,
        id: str,
        shown: Shown | Handed | Closed,
        browser: str,
    ) -> web.Response:
        match shown:
            case Reading():
                return _html(draw.reading(id, shown))
            case DocumentPage():
                return _html(draw.document(id, shown))
            case EvidencePage():
                return _html(draw.evidence(id, shown))
            case Memo():
                return _html(draw.memo(id, shown))
            case PublicPreview():
                return _html(shown.html)
            case OverviewPage():
                return _html(draw.overview(id, shown))
            case BoardPage():
                return _html(draw.board(id, shown))
            case CoveragePage():
                return _html(draw.coverage(id, shown))
            case AnswersPage():
                return _html(draw.answers(id, shown))
            case ResponsesPage():
                return _html(draw.responses(id, shown))
            case CommentingPage():
                return _html(draw.commenting(id, shown, browser), 422 if shown.problems else 200)
            case Filling():
                refused = bool(shown.problems or shown.sentence)
                return _html(draw.filling(id, shown, browser), 422 if refused else 200)
            case Handed():
                return _html(draw.handed(id, shown))
            case Closed():
                return self._no(request, id, shown)

    async def _static(self, request: web.Request, id: str) -> web.Response:
        name = request.match_info["name"]
        if name not in STATIC:
            return await self._missing(request, id)
        headers = {"Cache-Control": "max-age=300"}
        if name == "redline.css":
            return web.Response(text=REDLINE_STYLE, content_type="text/css", charset="utf-8", headers=headers)
        text = (draw.STATIC / name).read_text(encoding="utf-8")
        return web.Response(text=text, content_type=STATIC[name], charset="utf-8", headers=headers)

    async def _missing(self, request: web.Request, id: str) -> web.Response:
        return _html(draw.closed("", Closed(say.NOT_FOUND)), 404)


def _html(page: str, status: int = 200) -> web.Response:
    return web.Response(text=page, content_type="text/html", charset="utf-8", status=status)
