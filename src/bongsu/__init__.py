"""bongsu reads published reports of missile launches and keeps a record that can be checked."""

__version__ = "0.1.0"
