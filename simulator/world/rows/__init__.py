"""How the rows of each table are made, one module a system; every function makes the rows of one chunk of patients."""
