"""bongsu reads published reports of missile launches and keeps a record that can be checked."""

from importlib.metadata import version

__version__ = version("bongsu")
