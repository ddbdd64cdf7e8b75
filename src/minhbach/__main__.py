from minhbach.interfaces.cli import main

main()
