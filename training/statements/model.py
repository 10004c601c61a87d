"""The span model: words -> BiLSTM -> anchors (heads of cues), then source, cue and content of each anchor."""

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

WORD_ROWS, AFFIX_ROWS, UNIVERSAL_ROWS, RELATIVE_ROWS = 49152, 8192, 4096, 4096
WORD, AFFIX, UNIVERSAL, RELATIVE = 48, 32, 64, 64
HIDDEN, LINK, ANCHOR = 96, 64, 64
LABELS = 4  # outside, source, cue, content


class Both(nn.Module):
    """A bidirectional LSTM over padded sequences; reversing by hand is many times faster here than packing."""

    def __init__(self, width, size):
        super().__init__()
        self.ahead, self.back = (nn.LSTM(width, size, batch_first=True) for _ in range(2))

    def forward(self, x, lengths):
        along = torch.arange(x.shape[1])[None]
        lengths = torch.tensor(lengths)[:, None]
        turned = torch.where(along < lengths, lengths - 1 - along, along)
        base = torch.arange(x.shape[0])[:, None] * x.shape[1]
        turn = lambda y: F.embedding(turned + base, y.reshape(-1, y.shape[-1]))
        return torch.cat([self.ahead(x)[0], turn(self.back(turn(x))[0])], -1)


class Spans(nn.Module):
    def __init__(self, rate=0.3):
        super().__init__()
        small = lambda rows, size: nn.Parameter(torch.randn(rows, size) * 0.05)
        self.word, self.affix = nn.Parameter(torch.zeros(WORD_ROWS, WORD)), small(AFFIX_ROWS, AFFIX)
        self.universal, self.relative = small(UNIVERSAL_ROWS, UNIVERSAL), small(RELATIVE_ROWS, RELATIVE)
        width = 2 * WORD + AFFIX + UNIVERSAL
        self.lstm1 = Both(width, HIDDEN)
        self.lstm2 = Both(2 * HIDDEN, HIDDEN)
        self.anchor_in, self.anchor_out = nn.Linear(2 * HIDDEN, ANCHOR), nn.Linear(ANCHOR, 1)
        self.flat = nn.Linear(2 * HIDDEN, LABELS)
        self.from_word, self.from_cue = nn.Linear(2 * HIDDEN, RELATIVE), nn.Linear(2 * HIDDEN, RELATIVE)
        self.link = Both(RELATIVE, LINK)
        self.label = nn.Linear(2 * LINK + RELATIVE, LABELS)
        self.transition = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.rate = rate

    def drop(self, x):
        if not self.training:
            return x
        keep = 1 - self.rate
        return x * (torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(keep) / keep)

    def encode(self, words, affixes, universals, lengths, lexical):
        """States of padded chunks; `lexical` is 0 where a word's form is hidden."""
        sums = lambda table, rows: F.embedding_bag(rows.reshape(-1, rows.shape[-1]), table, mode="sum").view(*rows.shape[:-1], -1)
        form = F.embedding(words, self.word).flatten(2) * lexical[..., None]
        x = torch.cat([form, sums(self.affix, affixes) * lexical[..., None], sums(self.universal, universals)], -1)
        x = self.drop(x)
        x = self.drop(self.lstm1(x, lengths))
        return self.drop(self.lstm2(x, lengths))

    def anchors(self, states):
        return self.anchor_out(F.relu(self.anchor_in(states)))[..., 0]

    def emissions(self, states, cues, rows, lengths):
        """Label scores of windows: `states` (n, t, 2h), `cues` (n, 2h), `rows` (n, t, 6)."""
        relative = F.embedding_bag(rows.reshape(-1, rows.shape[-1]), self.relative, mode="sum").view(*rows.shape[:-1], -1)
        x = F.relu(self.from_word(states) + self.from_cue(cues)[:, None] + relative)
        y = self.link(self.drop(x), lengths)
        return self.label(torch.cat([self.drop(y), x], -1))

    def likelihood(self, scores, labels, mask):
        """Mean negative log likelihood of label sequences under a chain with learned transitions."""
        gold = (scores.gather(2, labels[..., None])[..., 0] * mask).sum(1)
        gold = gold + (self.transition[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum(1)
        alpha, *rest = scores.unbind(1)
        for here, on in zip(rest, mask.bool()[:, 1:, None].unbind(1)):
            alpha = torch.where(on, torch.logsumexp(alpha[:, :, None] + self.transition, 1) + here, alpha)
        return torch.logsumexp(alpha, 1) - gold

    @torch.no_grad()
    def best(self, scores, length):
        """Most likely labels of one window."""
        s, t = scores[:length].numpy(), self.transition.numpy()
        back, alpha = [], s[0]
        for i in range(1, length):
            options = alpha[:, None] + t
            back.append(options.argmax(0))
            alpha = options.max(0) + s[i]
        path = [int(alpha.argmax())]
        for row in reversed(back):
            path.append(int(row[path[-1]]))
        return np.array(path[::-1])
