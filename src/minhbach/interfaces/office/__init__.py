"""The shell of the officers' site: navigation, first page, search, audit log. A domain's own pages stay in it."""
