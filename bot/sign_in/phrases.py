"""Sentences about signing in."""

TEXT = "Please sign in, so that I can work in Microsoft Bookings with your own rights."
NOT_TAKEN = (
    "Microsoft 365 did not take your last sign-in. Please sign in once more by the button. "
    "If that does not help, your administrator can say what is asked for."
)
SIGNED_IN = "You are signed in."
ALREADY = "You are signed in already. Write **/signout** to sign out."
SIGNED_OUT = "You are signed out. I ask you to sign in again when you need it."
NOT_HERE = "Nobody needs to sign in here."
UNREACHABLE = "Signing in does not work right now. Please write **/signin** in a few minutes."
CANCELLED = (
    "You did not sign in, so I can do nothing for you in Bookings yet. Write **/signin** to try again."
)
WRONG_CODE = "That sign-in did not go through. Write **/signin** to try again."
ANOTHER_ACCOUNT = (
    "That was another account than the one you use in Teams, so I signed it out again. "
    "Write **/signin** and choose your own."
)
IN_OUR_CHAT = "Please sign in first: I have asked you in our own chat. Then this goes on by itself."
OPEN_OUR_CHAT = "Please sign in first: write **/signin** to me in our own chat, then come back here."
CONSENT = "Please sign in and agree to what I may do in your name."

BY_BUTTON = "Teams could not sign you in by itself. Please use the button."
FAILURES = {
    "installappfailed": "Teams could not add me to your own chats, which signing in needs. "
    "Please add me there yourself, then write **/signin** to me.",
    "authrequestfailed": "Your organisation did not let you sign in to me. "
    "Please ask your administrator whether I am approved.",
    "installedappnotfound": "I am not among your own apps yet, which signing in needs. "
    "Please add me, then write **/signin** to me.",
    "invokeerror": "Something went wrong while Teams signed you in.",
    "resourcematchfailed": "I am not set up rightly for signing in by itself. "
    "Please tell your administrator: the Application ID URI does not match.",
    "oauthcardnotvalid": "Teams could not read my sign-in card. Please tell your administrator.",
    "tokenmissing": "Teams got no token for you from your organisation.",
}
"""By the code of `signin/failure` (teams-platform 1G)."""
UNKNOWN_FAILURE = "Teams could not sign you in."
MENDED_BY_BUTTON = frozenset({"invokeerror", "resourcematchfailed", "oauthcardnotvalid", "tokenmissing"})
"""What the button gets over, for it does without the exchange."""
