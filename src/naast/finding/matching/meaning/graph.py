"""The graphs for onnxruntime, large matrices in 8-bit whole numbers: the encoder, 5 ms a question on one core, and nearness.

BERT with 12 layers (multilingual-e5-small, Wang et al. 2024), the last ones as we taught them. What flows is quantised as it
comes, with one scale; before the last step of a layer, where some numbers are far larger than the others, each BLOCK has its own.
"""

from __future__ import annotations

from typing import IO, Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save_model

from naast.finding.matching.meaning.packed import Numbers, Packed
from naast.finding.matching.meaning.taught import ONE, Taught

OPSET, FORMAT = 20, 9
MICROSOFT = "com.microsoft"  # the operators of onnxruntime itself
BLOCK = 128


class _Graph:
    """Nodes and numbers, each with a name of its own."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.numbers: list[Any] = []

    def put(self, what: str, *inputs: str, **how: Any) -> str:
        name = f"{what}-{len(self.nodes)}"
        self.nodes.append(helper.make_node(what, list(inputs), [name], **how))
        return name

    def hold(self, values: Any) -> str:
        name = f"held-{len(self.numbers)}"
        self.numbers.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def linear(self, rows: str, weights: Numbers, bias: Numbers) -> str:
        """rows × weights + bias; weights as outputs × inputs."""
        scale = np.abs(weights).max(axis=1) / 127
        small = np.rint(weights / scale[:, None]).astype(np.int8).T
        found = self.product(rows, self.hold(small), self.hold(scale.astype(np.float32)))
        return self.put("Add", found, self.hold(bias))

    def product(self, rows: str, whole: str, scale: str) -> str:
        """rows × whole × scale: of what flows, and of whole numbers of 8 bits."""
        quantised = [f"{what}-{len(self.nodes)}" for what in ("bytes", "scale", "zero")]
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [rows], quantised))
        found = self.put("Cast", self.put("MatMulInteger", quantised[0], whole, quantised[2]), to=TensorProto.FLOAT)
        return self.put("Mul", found, self.put("Mul", quantised[1], scale))

    def linear_in_blocks(self, rows: str, weights: Numbers, bias: Numbers) -> str:
        """The same, closer: the whole is 0.993 like the plain sums, where one scale everywhere comes to 0.977; a sixth slower."""
        outputs, inputs = weights.shape
        blocks = weights.reshape(outputs, inputs // BLOCK, BLOCK)
        scale = np.abs(blocks).max(axis=2) / 127
        small = (np.rint(blocks / scale[..., None]) + 128).astype(np.uint8)
        how = {"K": inputs, "N": outputs, "bits": 8, "block_size": BLOCK, "accuracy_level": 4, "domain": MICROSOFT}
        found = self.put("MatMulNBits", rows, self.hold(small), self.hold(scale.astype(np.float32).ravel()), **how)
        return self.put("Add", found, self.hold(bias))


def write_encoder(packed: Packed, taught: Taught, out: IO[bytes]) -> None:
    """From rows of embedded pieces (texts × pieces × width) to the same after all layers."""
    graph = _Graph()
    rows = "rows"
    for layer in range(packed.layers):
        rows = _layer(graph, _Weights(packed, taught), f"l{layer}", rows)
    shape: list[int | str] = ["texts", "pieces", packed.width]
    _write(graph, [_end("rows", shape)], rows, _end("out", shape), out)


def write_nearness(out: IO[bytes]) -> None:
    """From a row (1 × directions) and sentences (directions × sentences, whole numbers of ONE for 1) to their products."""
    graph = _Graph()
    found = graph.product("row", "sentences", graph.hold(np.float32(1 / ONE)))
    given = [_end("row", [1, "directions"]), _end("sentences", ["directions", "sentences"], TensorProto.INT8)]
    _write(graph, given, found, _end("products", [1, "sentences"]), out)


def _end(name: str, shape: list[int | str], kind: int = TensorProto.FLOAT) -> Any:
    return helper.make_tensor_value_info(name, kind, shape)


def _write(graph: _Graph, given: list[Any], found: str, end: Any, out: IO[bytes]) -> None:
    graph.nodes.append(helper.make_node("Identity", [found], [end.name]))
    whole = helper.make_graph(graph.nodes, "naast", given, [end], graph.numbers)
    model = helper.make_model(whole, opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)])
    model.ir_version = FORMAT
    save_model(model, out)


class _Weights:
    """Ours where we taught the layer, else those of the package."""

    def __init__(self, packed: Packed, taught: Taught) -> None:
        self.packed, self._taught = packed, taught

    def matrix(self, name: str, columns: int) -> Numbers:
        ours = self._taught.layers.get(name)
        return self.packed.matrix(name, columns) if ours is None else ours

    def numbers(self, name: str) -> Numbers:
        ours = self._taught.layers.get(name)
        return self.packed.numbers(name) if ours is None else ours


def _layer(graph: _Graph, weights: _Weights, name: str, rows: str) -> str:
    packed = weights.packed

    def held(part: str, inputs: int) -> tuple[Numbers, Numbers]:
        return weights.matrix(f"{name}.{part}.w", inputs), weights.numbers(f"{name}.{part}.b")

    def settled(given: str, part: str) -> str:
        weight, bias = (graph.hold(weights.numbers(f"{name}.{part}.{one}")) for one in "wb")
        return graph.put("LayerNormalization", given, weight, bias, axis=-1, epsilon=packed.small)

    seen = _attention(graph, packed, *(graph.linear(rows, *held(part, packed.width)) for part in "qkv"))
    rows = settled(graph.put("Add", graph.linear(seen, *held("ao", packed.width)), rows), "aln")
    inner = graph.put("Gelu", graph.linear(rows, *held("fi", packed.width)))
    return settled(graph.put("Add", graph.linear_in_blocks(inner, *held("fo", packed.inner)), rows), "oln")


def _attention(graph: _Graph, packed: Packed, asked: str, offered: str, given: str) -> str:
    head = packed.width // packed.heads
    apart = graph.hold(np.array([0, -1, packed.heads, head]))
    asked, offered, given = (
        graph.put("Transpose", graph.put("Reshape", one, apart), perm=order)
        for one, order in ((asked, [0, 2, 1, 3]), (offered, [0, 2, 3, 1]), (given, [0, 2, 1, 3]))
    )
    like = graph.put("Mul", graph.put("MatMul", asked, offered), graph.hold(np.float32(head**-0.5)))
    seen = graph.put("MatMul", graph.put("Softmax", like, axis=-1), given)
    together = graph.hold(np.array([0, -1, packed.width]))
    return graph.put("Reshape", graph.put("Transpose", seen, perm=[0, 2, 1, 3]), together)
