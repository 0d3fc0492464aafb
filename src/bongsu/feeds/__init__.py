"""Where documents come from: each feed turns an address into raw documents."""
