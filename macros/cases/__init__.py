"""Case studies: what somebody did, what came of it, what a UK council can and cannot take from it."""
