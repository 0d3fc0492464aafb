"""Where documents come from: each feed turns an address into raw documents.

:func:`bongsu.feeds.intake.take_in` is the one way in, :class:`bongsu.feeds.fetch.Fetcher` the one way to the network,
and :func:`bongsu.feeds.watch.watch` polls feeds.
"""
