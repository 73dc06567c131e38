"""The stand-in's identity service: the keys that sign Teams' requests, and the bot's tokens."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from govbot_teams.standin.world import APP, TENANT, TeamsSays

Dict = dict[str, Any]
ISSUER = "https://api.botframework.com"
PASSWORD = "standin-app-password"  # noqa: S105
KID = "standin-key"


@cache
def _key() -> rsa.RSAPrivateKey:
    """One key for the whole program: making one takes a tenth of a second."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Identity:
    """Signs tokens with real RSA keys, and knows those that it gave to the bot."""

    def __init__(self) -> None:
        self.key = _key()
        self.given: set[str] = set()

    def document(self, address: str) -> Dict:
        """The OpenID document."""
        return {"issuer": ISSUER, "jwks_uri": f"{address}/keys/jwks"}

    def keys(self, endorsements: Iterable[str] = ("msteams",)) -> Dict:
        """The public keys."""
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": KID, "use": "sig", "endorsements": list(endorsements)}]}

    def sign(self, service: str, headers: Dict | None = None, key: Any = None, **changes: Any) -> str:
        """A token as Teams sends it; `changes` are claims (None for none), `headers` alg and kid."""
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": APP, "iat": now, "nbf": now, "exp": now + 3600, "serviceurl": service}
        kept = {name: value for name, value in {**claims, **changes}.items() if value is not None}
        head = {"kid": KID, "alg": "RS256", **(headers or {})}
        return jwt.encode(kept, key or self.key, algorithm=head["alg"], headers=head)

    def give(self, tenant: str, asked: dict[str, str]) -> Dict:
        """A token for the bot, by client id and secret."""
        if (
            tenant != TENANT
            or asked.get("client_id") != APP
            or asked.get("grant_type") != "client_credentials"
        ):
            raise TeamsSays(400, "unauthorized_client")
        if asked.get("client_secret") != PASSWORD:
            raise TeamsSays(401, "invalid_client")
        now = int(time.time())
        claims = {
            "aud": asked["scope"].removesuffix("/.default"),
            "tid": tenant,
            "appid": APP,
            "exp": now + 3600,
        }
        token = jwt.encode({**claims, "iat": now}, self.key, algorithm="RS256", headers={"kid": KID})
        self.given.add(token)
        return {"token_type": "Bearer", "expires_in": 3600, "access_token": token}

    def check(self, header: str, audience: str) -> None:
        """Refuse a request without a token that was issued here for this audience."""
        try:
            token = header.removeprefix("Bearer ")
            jwt.decode(token, self.key.public_key(), algorithms=["RS256"], audience=audience)
        except jwt.PyJWTError as error:
            raise TeamsSays(401, "Unauthorized", type(error).__name__) from error
