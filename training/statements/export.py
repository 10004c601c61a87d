"""Writes the weights that `crates/reading` embeds: `python -m statements.export spans.pt OUT_DIR`.

The file: `DSPN`, the number of tensors, then each tensor's name, rows, columns, a row of float32 scales (one a row) and
its int8 values; a tensor with zero scales is stored as float32. All numbers little-endian. `spans.sha256` holds its checksum.
"""

import hashlib
import struct
import sys
from pathlib import Path

import numpy as np
import torch


def lstm(state, name):
    """Both directions of a layer: input weights, recurrent weights and the sum of the two biases."""
    for side in ("ahead", "back"):
        get = lambda part: state[f"{name}.{side}.{part}_l0"].numpy()
        yield f"{name}.{side}.input", get("weight_ih")
        yield f"{name}.{side}.recurrent", get("weight_hh")
        yield f"{name}.{side}.bias", get("bias_ih") + get("bias_hh")


def tensors(state):
    for name in ("word", "affix", "universal", "relative"):
        yield name, state[name].numpy()
    for name in ("lstm1", "lstm2", "link"):
        yield from lstm(state, name)
    for name in ("anchor_in", "anchor_out", "from_word", "from_cue", "label"):
        yield f"{name}.weight", state[f"{name}.weight"].numpy()
        yield f"{name}.bias", state[f"{name}.bias"].numpy()
    yield "transition", state["transition"].numpy()


def packed(name, values):
    plain = values.ndim == 1 or name == "transition"
    values = np.atleast_2d(values).astype(np.float32)
    head = struct.pack("<B", len(name)) + name.encode() + struct.pack("<IIB", *values.shape, int(plain))
    if plain:
        return head + values.tobytes()
    scales = (np.abs(values).max(1) / 127).astype(np.float32)
    whole = np.round(values / np.maximum(scales, 1e-12)[:, None]).clip(-127, 127).astype(np.int8)
    return head + scales.tobytes() + whole.tobytes()


def main():
    state = torch.load(sys.argv[1], map_location="cpu")
    parts = [packed(name, values) for name, values in tensors(state)]
    data = b"DSPN" + struct.pack("<I", len(parts)) + b"".join(parts)
    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    (out / "spans.bin").write_bytes(data)
    (out / "spans.sha256").write_text(hashlib.sha256(data).hexdigest() + "\n")
    print(f"{len(data) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
