"""Whose certificates we believe when we call somebody."""

import ssl
from functools import cache

import httpx


@cache
def authorities() -> ssl.SSLContext:
    """The list that comes with httpx and that of this machine (or SSL_CERT_FILE): an organisation may have one of its own.

    Of the environment nothing else is read: calls go with `trust_env=False`, so by no proxy.
    """
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context
