"""Lists of tasks in a Python file, read as they are written. Nothing of the file is ever run.

`Task(instruction="…", actions=[Action(name="…", kwargs={})])` is taken for what it says: a call with names is a group
of keys. Whatever would have to be worked out isn't read.
"""

import ast
from collections.abc import Iterator
from typing import Any

DEEPEST = 40
PIECES = (ast.List, ast.Tuple, ast.Set)


class Unreadable(ValueError):
    """What stands there isn't plain data; says in which line."""


def lists_in(source: str) -> Iterator[tuple[int, Any]]:
    """(line, value or Unreadable) of every item of every list at the file's outermost level. Raises Unreadable."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Unreadable("this isn't a Python file that can be read.") from error
    for statement in tree.body:
        value = statement.value if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Expr)) else None
        for item in value.elts if isinstance(value, PIECES) else ():
            yield item.lineno, _value_or_why(item)


def _value_or_why(item: ast.expr) -> Any:
    try:
        return _value(item, 0)
    except Unreadable as error:
        return error


def _value(node: ast.expr, depth: int) -> Any:
    if depth > DEEPEST:
        raise Unreadable(f"this is nested more than {DEEPEST} deep.")
    below = depth + 1
    if isinstance(node, ast.Constant):
        return _constant(node)
    if isinstance(node, PIECES):
        return [_value(one, below) for one in node.elts]
    if isinstance(node, ast.Dict):
        return {_key(key): _value(one, below) for key, one in zip(node.keys, node.values, strict=True)}
    if isinstance(node, ast.Call) and not node.args:
        return {_named(one): _value(one.value, below) for one in node.keywords}
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = _value(node.operand, below)
        if isinstance(value, (int, float)):
            return -value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _value(node.left, below), _value(node.right, below)
        if isinstance(left, str) and isinstance(right, str):
            return left + right
    raise Unreadable("this would have to be worked out, and nothing in the file is run.")


def _constant(node: ast.Constant) -> Any:
    if node.value is None or isinstance(node.value, (str, int, float, bool)):
        return node.value
    raise Unreadable("this isn't a text or a number.")


def _key(node: ast.expr | None) -> str:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, (str, int)):
        raise Unreadable("a key here isn't a plain text.")
    return str(node.value)


def _named(one: ast.keyword) -> str:
    if one.arg is None:
        raise Unreadable("this would have to be worked out, and nothing in the file is run.")
    return one.arg
