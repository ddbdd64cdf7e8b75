"""Forces across agencies with a term: who is sent, what is given to do, who is called out; and their shared room."""
