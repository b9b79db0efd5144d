"""The process's own small web server, on LISTEN."""

from collections.abc import Iterable

from aiohttp import web


async def serve(listen: str, routes: Iterable[web.RouteDef]) -> web.AppRunner:
    """Serve the routes on host:port until the runner is cleaned up."""
    host, _colon, port = listen.rpartition(":")
    app = web.Application()
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host, int(port)).start()
    return runner
