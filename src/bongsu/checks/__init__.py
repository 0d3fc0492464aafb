"""Does the account hold up? One function a check, each answering supported, contradicted or cannot tell."""
