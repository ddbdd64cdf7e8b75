"""How the installation is: what is looked at, what was found wrong, and the remedy. `minhbach doctor` prints it."""
