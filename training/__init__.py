"""How the shipped language model is trained, exported and measured."""
