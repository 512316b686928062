"""The dashboard's server: pages and a JSON API over one ledger, read-only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from chancery import __version__
from chancery.ledger import Ledger
from chancery.web import api, pages
from chancery.web.desk import Desk
from chancery.web.reception import Reception

STATIC = Path(__file__).with_name("static")
# Nothing is fetched from elsewhere and no script runs: pages are server-rendered, the chart is inline SVG.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(ledger: Ledger, *, warm: bool = False) -> FastAPI:
    """Make the application over a ledger; ``warm`` finds ahead, beside the answering, what everybody will ask for."""
    app = FastAPI(
        title="chancery",
        version=__version__,
        description="Who said what and who did what to whom, with the evidence beside every line. Read-only.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.reception = Reception(ledger, ahead=warm)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.include_router(api.router)
    app.include_router(pages.router)
    app.middleware("http")(_guard)
    app.add_exception_handler(HTTPException, _failed)
    app.add_exception_handler(RequestValidationError, _misasked)
    return app


async def _guard(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await _remembered(request, answer)
    response.headers.update(HEADERS)
    return response


async def _remembered(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    """Give a page again as it was given before, as long as the ledger has not changed."""
    reception: Reception = request.app.state.reception
    key = (request.url.path, request.url.query)
    if key[0].startswith("/static/"):
        return await answer(request)
    desk: Desk = await run_in_threadpool(reception.desk)
    request.state.desk = desk
    if request.method != "GET":
        return await answer(request)
    if (held := desk.given.held(key)) is not None:
        return Response(held[0], media_type=held[1])
    response = await answer(request)
    if response.status_code != 200 or not hasattr(response, "body_iterator"):
        return response
    body = b"".join([chunk if isinstance(chunk, bytes) else bytes(chunk) async for chunk in response.body_iterator])
    kind = response.headers.get("content-type", "")
    desk.given.keep(key, (body, kind), len(body))
    return Response(body, media_type=kind)


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": error.detail}, error.status_code, headers=error.headers)
    return pages.failure(request, error.status_code, str(error.detail))


async def _misasked(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = "; ".join(
        f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in error.errors()
    )
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": faults}, 422)
    return pages.failure(request, 422, faults)
