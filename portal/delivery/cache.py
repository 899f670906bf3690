"""The shared cache of the production configuration. Nothing depends on it: without it pages take longer, no more."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class DispensableRedisCache(RedisCache):
    """Redis; while it is away every key is missing and nothing is kept, where Django's own answers with an error."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the value, or ``default``."""
        return _or(default, lambda: super(DispensableRedisCache, self).get(key, default, version))

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        """Return the values that are there."""
        keys = list(keys)
        return _or({}, lambda: super(DispensableRedisCache, self).get_many(keys, version))

    def has_key(self, key: str, version: int | None = None) -> bool:
        """Tell whether there is a value."""
        return _or(False, lambda: super(DispensableRedisCache, self).has_key(key, version))

    def add(self, key: str, value: Any, *args: Any, **kwargs: Any) -> bool:
        """Keep a value where there is none; False where there was one, or nowhere to keep it."""
        return _or(False, lambda: super(DispensableRedisCache, self).add(key, value, *args, **kwargs))

    def set(self, key: str, value: Any, *args: Any, **kwargs: Any) -> None:
        """Keep a value."""
        _or(None, lambda: super(DispensableRedisCache, self).set(key, value, *args, **kwargs))

    def set_many(self, data: Mapping[str, Any], *args: Any, **kwargs: Any) -> list[str]:
        """Keep values; return the keys of those not kept."""
        return _or(list(data), lambda: super(DispensableRedisCache, self).set_many(data, *args, **kwargs))

    def touch(self, key: str, *args: Any, **kwargs: Any) -> bool:
        """Keep a value for longer; False where there is none."""
        return _or(False, lambda: super(DispensableRedisCache, self).touch(key, *args, **kwargs))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Count up. Raises ``ValueError`` where there is no value."""
        counted = _or(None, lambda: super(DispensableRedisCache, self).incr(key, delta, version))
        if counted is None:
            raise ValueError(key)
        return counted

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value; False where there was none."""
        return _or(False, lambda: super(DispensableRedisCache, self).delete(key, version))

    def delete_many(self, keys: Iterable[str], version: int | None = None) -> None:
        """Forget values."""
        keys = list(keys)
        _or(None, lambda: super(DispensableRedisCache, self).delete_many(keys, version))

    def clear(self) -> bool:
        """Forget everything; False where that could not be done."""
        return _or(False, super().clear)


def _or(instead: Any, ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except RedisError as error:
        logger.warning("Redis is away: %s", error)
        return instead
