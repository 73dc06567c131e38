"""Settings from the environment: read, checked, and every problem said in a sentence that holds no secret."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

from govbot.core.config_errors import in_words

PREFIX = "GOVBOT_"
# The settings that are set, by their names in capitals: GOVBOT_… alone, as `runtime.settings.environment` makes it.
Environment = Mapping[str, str]
Model = TypeVar("Model", bound=BaseModel)


class UnsafeSettings(ValueError):
    """govbot does not start with these settings; a whole sentence for each problem."""


def read_from(prefix: str) -> ConfigDict:
    """The configuration of an adapter's settings class: the field `bot_token` is read from `<prefix>BOT_TOKEN`.

    Another name is given by `Field(alias=…)`. A field with `exclude=True` is for tests, and never read.
    """
    return ConfigDict(
        alias_generator=lambda field: f"{prefix}{field.upper()}",
        populate_by_name=True,
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
    )


def setting_names(model: type[BaseModel]) -> tuple[str, ...]:
    """The names in the environment of all that this class reads."""
    return tuple(field.alias or name for name, field in model.model_fields.items() if not field.exclude)


def parse(model: type[Model], environment: Environment) -> Model:
    """The settings of this class; raises UnsafeSettings with a sentence for each problem."""
    known = setting_names(model)
    try:
        return model.model_validate({name: environment[name] for name in known if environment.get(name)})
    except ValidationError as errors:
        raise UnsafeSettings("\n".join(unreadable(errors, model))) from None


def unreadable(errors: ValidationError, model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """A sentence for each problem that pydantic has seen; a secret's value is in none.

    `prefix` is put before a field's name where the class has no aliases.
    """
    secrets = {
        spelling
        for name, field in model.model_fields.items()
        if field.annotation is SecretStr
        for spelling in (name, field.alias)
    }
    for problem in errors.errors():
        if not problem["loc"]:
            yield in_words(problem)
            continue
        field = str(problem["loc"][0])
        yield _sentence(f"{prefix}{field}".upper(), "" if field in secrets else problem["input"], problem)


def _sentence(name: str, value: Any, problem: Mapping[str, Any]) -> str:
    why = in_words(problem)
    given = f" is “{value}”" if value != "" else ""
    return f"{name}{given}: {why[:1].lower()}{why[1:]}"
