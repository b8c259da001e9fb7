"""What moves over the network, where it chokes, and what is left behind."""

__all__: list[str] = []
