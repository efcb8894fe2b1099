"""Places, their names and the border; knows no war."""
