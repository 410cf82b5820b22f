from .submit import Request, submit

__all__ = ["Request", "submit"]
