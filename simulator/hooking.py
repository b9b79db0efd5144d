"""The methods with which the bot says how it wants its updates."""

import re
from typing import TYPE_CHECKING, Any

from simulator.action import Uploads
from simulator.files import Upload
from simulator.refusal import bad_request, not_implemented
from simulator.webhook import Webhook, is_here

if TYPE_CHECKING:
    from simulator.telegram import Telegram

JSON = dict[str, Any]

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_CONNECTIONS = 40


def set_webhook(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Deliver to an address of this machine from now on."""
    url, secret = params["url"], params.get("secret_token", "")
    if not url:
        return delete_webhook(telegram, params, _uploads)
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if not url.startswith(("https://", "http://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not is_here(url) or "ip_address" in params:
        raise not_implemented("setWebhook to another machine: it calls loopback addresses only")
    connections = params.get("max_connections", _CONNECTIONS)
    if not 1 <= connections <= 100:
        raise bad_request("max_connections must be between 1 and 100")
    telegram.updates.allow(params.get("allowed_updates"))
    if params.get("drop_pending_updates"):
        telegram.updates.drop()
    certificate = isinstance(params.get("certificate"), Upload)
    telegram.webhook = Webhook(url, secret, connections, certificate)
    telegram.updates.interrupt("terminated by setWebhook request")
    telegram.updates.tell()
    return True


def delete_webhook(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Let the bot fetch its updates itself again."""
    telegram.webhook = None
    telegram.updates.tell()
    if params.get("drop_pending_updates"):
        telegram.updates.drop()
    return True


def get_webhook_info(telegram: "Telegram", _params: JSON, _uploads: Uploads) -> JSON:
    """Where updates are delivered, how many wait, and what went wrong last."""
    hook = telegram.webhook
    return (hook or Webhook("")).described(telegram.updates)
