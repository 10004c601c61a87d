"""Training of Daftari's language models (Python and PyTorch; nothing here is needed to run Daftari)."""
