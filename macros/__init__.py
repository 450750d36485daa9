"""What an author of a page may call, and nothing else."""


def define_env(env: object) -> None:
    """Register the macros with MkDocs or Zensical."""
