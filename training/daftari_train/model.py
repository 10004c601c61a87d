"""The network: word types -> two BiLSTM layers -> tags, features, lemmas, names and a biaffine tree."""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

from .words import ROWS

EMBED, FROZEN, HIDDEN, ARC, LABEL, MORPH, NAME = 128, 128, 192, 160, 96, 128, 64


@dataclass
class Sizes:
    upos: int
    feats: int
    lemmas: int
    labels: int
    names: int


class Types(nn.Module):
    """One vector for each word type: hashed rows, frozen rows, one residual layer."""

    def __init__(self, rows, scales):
        super().__init__()
        self.table = nn.Parameter(torch.randn(ROWS, EMBED) * 0.1)
        self.register_buffer("frozen", torch.from_numpy(rows).float() * torch.from_numpy(scales)[:, None], persistent=False)
        self.first = nn.Linear(FROZEN, EMBED, bias=False)
        self.mean = nn.Linear(FROZEN, EMBED)
        self.inner = nn.Linear(EMBED, 2 * EMBED)
        self.outer = nn.Linear(2 * EMBED, EMBED)
        self.norm = nn.LayerNorm(EMBED)

    def forward(self, batch):
        x = F.embedding_bag(batch.rows, self.table, batch.row_starts, mode="sum", per_sample_weights=batch.row_weights)
        mean = F.embedding_bag(batch.pieces, self.frozen, batch.piece_starts, mode="mean")
        first = self.frozen[batch.first_piece] * batch.has_piece[:, None]
        x = x + self.mean(mean) + self.first(first)
        x = self.norm(x)
        return x + self.outer(F.relu(self.inner(x)))


def both_ways(lstm, x, lengths):
    """A bidirectional LSTM over padded sentences: the backward half is a forward one over turned words, which is
    several times faster here than packing. Padding comes after the words in both, so that it changes nothing."""
    along, lengths = torch.arange(x.shape[1])[None], lengths[:, None]
    turned = torch.where(along < lengths, lengths - 1 - along, along)
    turned = (turned + torch.arange(x.shape[0])[:, None] * x.shape[1]).flatten()
    turn = lambda y: y.reshape(-1, y.shape[-1])[turned].view(y.shape)
    state = torch.zeros(1, x.shape[0], lstm.hidden_size)
    run = lambda y, suffix: torch.lstm(y, (state, state), [getattr(lstm, f"{part}_l0{suffix}") for part in PARTS],
                                       True, 1, 0.0, False, False, True)[0]
    return torch.cat([run(x, ""), turn(run(turn(x), "_reverse"))], -1)


PARTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


class Network(nn.Module):
    def __init__(self, sizes, rows, scales, dropout=0.33, hidden=HIDDEN):
        super().__init__()
        self.types = Types(rows, scales)
        self.lstm1 = nn.LSTM(EMBED, hidden, bidirectional=True, batch_first=True)
        self.lstm2 = nn.LSTM(2 * hidden, hidden, bidirectional=True, batch_first=True)
        wide = 2 * hidden
        self.root = nn.Parameter(torch.randn(wide) * 0.1)
        self.arc_dep, self.arc_head = nn.Linear(wide, ARC), nn.Linear(wide, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_bias = nn.Linear(ARC, 1, bias=False)
        self.label_dep, self.label_head = nn.Linear(wide, LABEL), nn.Linear(wide, LABEL)
        self.label = nn.Linear(3 * LABEL, sizes.labels)
        self.morph = nn.Linear(wide, MORPH)
        self.upos = nn.Linear(MORPH, sizes.upos)
        self.feats = nn.Linear(MORPH, sizes.feats)
        self.lemma = nn.Linear(MORPH, sizes.lemmas)
        self.name_hidden = nn.Linear(wide, NAME)
        self.name = nn.Linear(NAME, sizes.names)
        self.rate = dropout

    def shared_dropout(self, x):
        """The same units are dropped along a whole sentence."""
        if not self.training:
            return x
        mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.rate) / (1 - self.rate)
        return x * mask

    def encode(self, batch):
        types = self.types(batch)
        x = self.shared_dropout(types[batch.ids])
        for lstm in (self.lstm1, self.lstm2):
            x = self.shared_dropout(both_ways(lstm, x, batch.lengths))
        return x

    def tags(self, x):
        """Scores of UPOS, features and lemma scripts."""
        m = F.dropout(F.relu(self.morph(x)), self.rate / 2, self.training)
        return self.upos(m), self.feats(m), self.lemma(m)

    def names(self, x):
        return self.name(F.dropout(F.relu(self.name_hidden(x)), self.rate / 2, self.training))

    def arcs(self, x):
        """(batch, dependent, head) scores; head 0 is the root."""
        heads = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        dep = self.shared_dropout(F.relu(self.arc_dep(x)))
        head = self.shared_dropout(F.relu(self.arc_head(heads)))
        scores = dep @ self.arc @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        return scores, heads

    def labels(self, x, heads, chosen):
        """Label scores of each word given its head's position (0 is the root)."""
        dep = self.shared_dropout(F.relu(self.label_dep(x)))
        head = self.shared_dropout(F.relu(self.label_head(heads)))
        picked = head.gather(1, chosen[:, :, None].expand(-1, -1, head.shape[2]))
        return self.label(torch.cat([dep * picked, dep, picked], -1))
