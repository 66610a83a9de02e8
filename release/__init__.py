"""Make a release: everything that a host needs, in one folder (`make release`)."""
