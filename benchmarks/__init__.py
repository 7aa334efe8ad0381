"""How fast the pages are, beside an empty view on the same server. `make bench` runs it and writes RESULTS.md.

The server is the real one (`naast web`: granian, one process, DEBUG off) with its own durable database, on the demo town of
`naast.demo.town`. A separate process asks for pages over eight kept-open connections, every page in turn and round after round,
so that a slow moment of the machine hits all of them alike. Two empty views bound what a page could reach:

- `/health/live` is answered before any other middleware: what server and Django cost;
- `/leeg/` says nothing, but has passed all middleware (session, organisation, language, actor). Asked by a visitor it is the
  empty view of the first ratio. Asked by somebody signed in, which takes two queries more, it is that of the second: a page that
  knows its visitor cannot be faster than that.
"""
