"""Who did what to whom, and in what light it is put."""
