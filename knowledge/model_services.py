"""Services that have language models: where each is, and how LangChain is to speak to it.

What is sent goes to the address that is set and nowhere else: no redirect is followed, no proxy
stands before a service of this machine, nothing is tried twice, nothing is left stored there.
"""
# ruff: noqa: PLC0415 - these libraries take seconds to load, and only some houses have a model

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from knowledge.settings import KnowledgeSettings
from programme.errors import RuleBroken

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_OWN_ADDRESS = {"openai": "https://api.openai.com/v1", "ollama": "http://127.0.0.1:11434"}
_TOKENS_AT_MOST = 600


@dataclass(frozen=True, slots=True)
class Service:
    """One model of one service.

    Attributes:
        own_address: the provider's usual address, not one that was set.
        is_here: the address is of this machine.
        seconds: how long to wait for an answer.
    """

    provider: str
    model: str
    url: str
    own_address: bool
    is_here: bool
    key: SecretStr | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Opened:
    """A model ready to be asked, and the errors by which its libraries say it did not answer."""

    model: "BaseChatModel"
    troubles: tuple[type[Exception], ...]


def service_of(settings: KnowledgeSettings) -> Service:
    """The service that the settings name; nothing is loaded, nothing is sent.

    Raises:
        RuleBroken: a setting cannot be used; the sentence names it.
    """
    provider, _, model = (settings.language_model or "").partition(":")
    if provider not in _OWN_ADDRESS or not model:
        raise RuleBroken(
            "TRUENORTH_LANGUAGE_MODEL must be openai: or ollama: and the name of a model."
        )
    url = settings.language_model_url or _OWN_ADDRESS[provider]
    own_address = settings.language_model_url is None
    if provider == "openai" and own_address and settings.language_model_key is None:
        raise RuleBroken("A model of OpenAI's own service needs a key: set OPENAI_API_KEY.")
    return Service(
        provider=provider,
        model=model,
        url=url,
        own_address=own_address,
        is_here=_is_this_machine(url),
        key=settings.language_model_key,
        seconds=settings.language_model_seconds,
    )


def open_model(service: Service) -> Opened:
    """Load the libraries for a service and make its model; nothing is sent."""
    from langchain.chat_models import init_chat_model
    from langchain_core.exceptions import LangChainException

    options, troubles = (_openai if service.provider == "openai" else _ollama)(service)
    return Opened(
        model=init_chat_model(service.model, model_provider=service.provider, **options),
        # A reply that is not what the protocol says ends in one of Python's own errors.
        troubles=(
            *troubles,
            LangChainException,
            OSError,
            ValueError,
            TypeError,
            LookupError,
            AttributeError,
            RuntimeError,
        ),
    )


def _openai(service: Service) -> tuple[dict[str, Any], tuple[type[Exception], ...]]:
    import httpx2
    import openai

    options: dict[str, Any] = {
        "base_url": service.url,
        # LangChain refuses to start without a key; servers of one's own seldom ask for it.
        "api_key": service.key or SecretStr("none"),
        "max_retries": 0,
        "http_async_client": openai.DefaultAsyncHttpxClient(
            **_connection(service), limits=httpx2.Limits(max_keepalive_connections=0)
        ),
    }
    if service.own_address:
        options["store"] = False
    else:
        options["use_responses_api"] = False  # what other servers speak is chat completions
    return options, (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL)


def _ollama(service: Service) -> tuple[dict[str, Any], tuple[type[Exception], ...]]:
    import httpx
    import ollama

    options: dict[str, Any] = {
        "base_url": service.url,
        "temperature": 0,
        "num_predict": _TOKENS_AT_MOST,
        "client_kwargs": {
            **_connection(service),
            "limits": httpx.Limits(max_keepalive_connections=0),
        },
    }
    troubles = (ollama.RequestError, ollama.ResponseError, httpx.HTTPError, httpx.InvalidURL)
    return options, troubles


def _connection(service: Service) -> dict[str, Any]:
    return {
        "timeout": service.seconds,
        "follow_redirects": False,
        "trust_env": not service.is_here,
    }


def _is_this_machine(url: str) -> bool:
    """True when a service's address is of this machine.

    Raises:
        RuleBroken: it is no address of a web service.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme not in ("http", "https"):
        raise RuleBroken("TRUENORTH_LANGUAGE_MODEL_URL must look like http://host:port/path.")
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
