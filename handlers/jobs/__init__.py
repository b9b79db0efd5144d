"""Work in the chat: what employers offer, and how somebody comes to it."""

from talk.registry import Capability

CAPABILITY = Capability(stem="jobs")
