"""How fast the pages are, beside an empty view on the same server. `make bench` runs it and writes RESULTS.md.

The server is the real one: all that `naast demo` runs (granian, DEBUG off, a web process for each core, worker, sweep, figures)
with its own durable database, in the demo town; with `--scale 100000` in one of that many residents, grown as `naast demo-town`
grows it. A separate process asks for pages over eight kept-open connections, every page in turn and round after round, so that a
slow moment of the machine hits all of them alike. Two empty views bound what a page could reach:

- `/health/live` is answered before any other middleware: what server and Django cost;
- `/leeg/` says nothing, but has passed all middleware (session, organisation, language, actor). Asked by a visitor it is the
  empty view of the first ratio. Asked by somebody signed in, which takes two queries more, it is that of the second: a page that
  knows its visitor cannot be faster than that.

What is true on a busy machine too: the ratios, the queries, and the blocks of the database that pages and sweeps look at. Then
eight residents send real requests (see `sending`), and the memory of each program is added up. `scripts/time-site` times any site
by its address, with the same pages as data (see `site`).
"""
