"""The post of the demo: a mail server that delivers into a folder, and a page that shows what came."""
