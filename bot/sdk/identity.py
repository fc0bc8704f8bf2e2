"""Who the bot is to the Bot Service."""

from dataclasses import dataclass

from botbuilder.integration.aiohttp import ConfigurationBotFrameworkAuthentication

from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class _Configuration:
    """The attributes that the SDK looks for, in its own spelling."""

    APP_TYPE: str
    APP_ID: str
    APP_PASSWORD: str
    APP_TENANTID: str


def authentication(settings: Settings) -> ConfigurationBotFrameworkAuthentication:
    """The SDK's authentication; in local mode an empty app id turns it off, by the SDK's own rule."""
    if settings.local:
        return ConfigurationBotFrameworkAuthentication(_Configuration("MultiTenant", "", "", ""))
    password = settings.app_password.get_secret_value()
    return ConfigurationBotFrameworkAuthentication(
        _Configuration(settings.app_type, settings.app_id, password, settings.app_tenant)
    )
