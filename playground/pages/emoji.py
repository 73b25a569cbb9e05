"""The few emoji codes that an assistant at work may use; any other is shown as it is written."""

EMOJI = {
    "arrow_down": "⬇",
    "arrow_right": "➡",
    "arrow_up": "⬆",
    "bar_chart": "📊",
    "bell": "🔔",
    "black_circle": "⚫",
    "calendar": "📅",
    "chart_with_downwards_trend": "📉",
    "chart_with_upwards_trend": "📈",
    "clipboard": "📋",
    "compass": "🧭",
    "eyes": "👀",
    "hourglass": "⌛",
    "information_source": "ℹ",
    "large_blue_circle": "🔵",
    "large_green_circle": "🟢",
    "large_orange_circle": "🟠",
    "large_yellow_circle": "🟡",
    "link": "🔗",
    "memo": "📝",
    "no_entry": "⛔",
    "page_facing_up": "📄",
    "pencil2": "✏",
    "question": "❓",
    "red_circle": "🔴",
    "speech_balloon": "💬",
    "tada": "🎉",
    "thumbsdown": "👎",
    "thumbsup": "👍",
    "warning": "⚠",
    "wave": "👋",
    "white_check_mark": "✅",
    "white_circle": "⚪",
    "x": "❌",
}


def emoji_of(code: str) -> str | None:
    """The character behind a code such as `tada`, or None."""
    return EMOJI.get(code)
