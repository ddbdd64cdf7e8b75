"""The shell of the officers' site: navigation, the first page, search, the audit log. A domain's own pages stay in it."""
