"""The way out: asking other people's servers, and telling subscribers. The only package that knows requests.

Read in this order: `errors` (what can go wrong), `body` (what an answer is), `service` (whom we ask,
how often, with which key), `web` (asking: retries, limits, conditions), `public` (addresses that may
be called at all), `webhook` (telling).

Never here: what an answer means, SQL, Flask.
"""
